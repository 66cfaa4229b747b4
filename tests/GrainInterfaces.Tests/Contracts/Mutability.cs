using System.Collections.Immutable;
using System.Reflection;

namespace InvestBot.GrainInterfaces.Tests.Contracts;

/// <summary>Finds what could change after it was made, however deep.</summary>
internal static class Mutability
{
    private static readonly HashSet<Type> Leaves =
    [
        typeof(string), typeof(decimal), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeSpan), typeof(Guid),
        // A view on an array, which its maker could change: it is made by a serializer or read from a database and handed on at once.
        typeof(ReadOnlyMemory<byte>),
    ];

    private static readonly HashSet<Type> Containers =
    [
        typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableQueue<>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>),
    ];

    /// <summary>Members of a type, or of what it holds, that can change; empty when nothing can.</summary>
    public static IEnumerable<string> Of(Type type) => Of(type, type.Name, []);

    private static IEnumerable<string> Of(Type type, string where, HashSet<Type> seen)
    {
        if (type.IsPrimitive || type.IsEnum || Leaves.Contains(type) || !seen.Add(type)) return [];
        if (type.IsGenericType && Containers.Contains(type.GetGenericTypeDefinition())) return type.GenericTypeArguments.SelectMany(argument => Of(argument, where, seen));
        if (type.IsArray || type.IsInterface || type.Assembly.GetName().Name is not { } name || !name.StartsWith("InvestBot.", StringComparison.Ordinal)) return [$"{where}: {type}"];
        return [.. Changeable(type), .. Fields(type).SelectMany(field => Of(field.FieldType, $"{type.Name}.{field.Name}", seen)), .. Cases(type).SelectMany(@case => Of(@case, @case.Name, seen))];
    }

    private static IEnumerable<string> Changeable(Type type) =>
    [
        .. Fields(type).Where(field => !field.IsInitOnly).Select(field => $"{type.Name}.{field.Name} can be assigned"),
        .. type.GetProperties(Members).Where(property => property.SetMethod is { } set && !IsInit(set)).Select(property => $"{type.Name}.{property.Name} can be set"),
        .. type is { IsSealed: false, IsAbstract: false } ? [$"{type.Name} is not sealed"] : Array.Empty<string>(),
    ];

    private static IEnumerable<Type> Cases(Type type) => type.IsAbstract ? type.Assembly.GetTypes().Where(type.IsAssignableFrom).Where(other => other != type) : [];

    private static IEnumerable<FieldInfo> Fields(Type? type) => type is null ? [] : [.. type.GetFields(Members | BindingFlags.DeclaredOnly), .. Fields(type.BaseType)];

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
}
