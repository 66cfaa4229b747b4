using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Registry;

/// <summary>
/// Holds that everything in a grain call could cross to another process. Here nothing does, but grains must run unchanged on
/// the engine where it does, and a stream or a callback that worked here by accident would fail there.
/// </summary>
internal sealed class MessageTypes(IReadOnlyCollection<Assembly> assemblies)
{
    // What was found good stays good, whichever host looks.
    private static readonly ConcurrentDictionary<Type, bool> Good = new();

    private static readonly HashSet<Type> Simple =
    [
        typeof(void), typeof(object), typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
        typeof(Guid), typeof(Half), typeof(Int128), typeof(UInt128), typeof(System.Numerics.BigInteger), typeof(Uri), typeof(Version), typeof(Type),
        typeof(System.Net.IPAddress), typeof(System.Net.IPEndPoint), typeof(System.Globalization.CultureInfo), typeof(CancellationToken),
    ];

    private readonly Lazy<HashSet<Type>> _converted = new(() =>
    [
        .. assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsDefined(typeof(RegisterConverterAttribute)))
            .SelectMany(type => type.GetInterfaces()).Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IConverter<,>)).Select(i => i.GetGenericArguments()[0]),
    ]);

    /// <summary>Looks at every method of an interface.</summary>
    /// <exception cref="OrleansConfigurationException">Something of it could not be serialised; the sentence says what, and what to do.</exception>
    internal void Check(Type contract)
    {
        if (Good.ContainsKey(contract)) return;
        foreach (var method in contract.GetInterfaces().Prepend(contract).SelectMany(i => i.GetMethods()).Where(m => !m.IsStatic))
        {
            foreach (var parameter in method.GetParameters()) Require(parameter.ParameterType, $"{contract.Name}.{method.Name} takes {parameter.Name}");
            if (method.ReturnType.IsGenericType) Require(method.ReturnType.GetGenericArguments()[0], $"{contract.Name}.{method.Name} answers with");
        }

        Good[contract] = true;
    }

    private void Require(Type type, string where)
    {
        if (Fault(type, []) is not { } fault) return;
        throw new OrleansConfigurationException(
            $"{where}{(fault.Path.Length == 0 ? "" : $" ({fault.Path})")} a {fault.Type}, which cannot be serialised: mark it [GenerateSerializer] and its members [Id], or write an IConverter for it with [RegisterConverter].");
    }

    private (Type Type, string Path)? Fault(Type type, HashSet<Type> under)
    {
        if (type.IsPrimitive || type.IsEnum || type.IsGenericParameter || Simple.Contains(type) || Good.ContainsKey(type)) return null;
        if (typeof(IAddressable).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type)) return null;
        if (type.IsArray) return Fault(type.GetElementType()!, under);
        if (!under.Add(type)) return null;
        var fault = IsFramework(type) ? FaultOfArguments(type, under)
            : type.IsDefined(typeof(GenerateSerializerAttribute)) ? FaultOfMembers(type, under)
            : IsConverted(type) ? null
            : (type, "");
        under.Remove(type);
        if (fault is null && under.Count == 0) Good[type] = true;
        return fault;
    }

    private (Type Type, string Path)? FaultOfArguments(Type type, HashSet<Type> under) =>
        type.GetGenericArguments().Select(argument => Fault(argument, under)).FirstOrDefault(fault => fault is not null);

    private (Type Type, string Path)? FaultOfMembers(Type type, HashSet<Type> under)
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var at = type; at is not null && at.IsDefined(typeof(GenerateSerializerAttribute)); at = at.BaseType)
        {
            var fields = at.GetFields(own).Select(field => (Member: (MemberInfo)field, Type: field.FieldType));
            var properties = at.GetProperties(own).Select(property => (Member: (MemberInfo)property, Type: property.PropertyType));
            foreach (var (member, memberType) in fields.Concat(properties).Where(m => m.Member.IsDefined(typeof(IdAttribute))))
            {
                if (Fault(memberType, under) is not { } fault) continue;
                var here = $"{type.Name}.{member.Name}";
                return (fault.Type, fault.Path.Length == 0 ? here : $"{here}, {fault.Path}");
            }
        }

        return null;
    }

    private bool IsConverted(Type type) =>
        _converted.Value.Contains(type) || (type.IsGenericType && _converted.Value.Any(c => c.IsGenericType && c.GetGenericTypeDefinition() == type.GetGenericTypeDefinition()));

    // Collections, tuples, Nullable and the like, which every serializer knows.
    private static bool IsFramework(Type type) => type.IsGenericType
        && (type.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true
            || (type.Namespace == "System" && (type.IsValueType || type.Name.StartsWith("Tuple`", StringComparison.Ordinal))));
}
