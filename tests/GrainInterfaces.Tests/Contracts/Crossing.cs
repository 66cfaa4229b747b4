using System.Collections.Immutable;
using System.Reflection;
using Orleans;

namespace InvestBot.GrainInterfaces.Tests.Contracts;

/// <summary>Follows what crosses grain calls from the interfaces on, and notes what Orleans' serializer could not carry.</summary>
internal sealed class Crossing
{
    private static readonly HashSet<Type> Plain =
    [
        typeof(bool), typeof(byte), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(double), typeof(decimal), typeof(string),
        typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeSpan), typeof(Guid), typeof(ReadOnlyMemory<byte>),
    ];

    private static readonly HashSet<Type> Containers = [typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableSortedDictionary<,>)];

    private readonly ILookup<Type, Type> _converters;
    private readonly HashSet<Type> _reached = [];
    private readonly List<string> _strangers = [];

    private Crossing(IEnumerable<Type> converters) =>
        _converters = converters.SelectMany(Conversions, static (converter, conversion) => (Value: conversion.GenericTypeArguments[0], converter)).ToLookup(pair => pair.Value, pair => pair.converter);

    /// <summary>All that crosses in the project.</summary>
    public static Crossing All { get; } = Follow(Assembly.GetTypes().Where(IsAddressable), Converters);

    /// <summary>The classes that turn a domain type into a surrogate and back.</summary>
    public static IEnumerable<Type> Converters => Assembly.GetTypes().Where(type => type.IsDefined(typeof(RegisterConverterAttribute)));

    /// <summary>Grain and observer interfaces.</summary>
    public IReadOnlyList<Type> Interfaces { get; private init; } = [];

    /// <summary>Messages, surrogates, enums, and domain types that have a converter.</summary>
    public IReadOnlyCollection<Type> Reached => _reached;

    /// <summary>What is none of these nor plain, and where.</summary>
    public IReadOnlyList<string> Strangers => _strangers;

    /// <summary>Reached types that serializers are generated for.</summary>
    public IEnumerable<Type> Messages => _reached.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute)));

    /// <summary>Reached types of the domain, each with its converters.</summary>
    public IEnumerable<(Type Value, IReadOnlyList<Type> Converters)> Values => _reached.Where(_converters.Contains).Select(type => (type, (IReadOnlyList<Type>)[.. _converters[type]]));

    private static Assembly Assembly => typeof(GrainKeys).Assembly;

    public static Crossing Follow(IEnumerable<Type> interfaces, IEnumerable<Type> converters)
    {
        var crossing = new Crossing(converters) { Interfaces = [.. interfaces.OrderBy(type => type.FullName, StringComparer.Ordinal)] };
        foreach (var method in crossing.Interfaces.SelectMany(Methods))
        {
            var where = $"{method.DeclaringType!.Name}.{method.Name}";
            if (Result(method) is { } result) crossing.Visit(result, where);
            else if (method.ReturnType != typeof(Task)) crossing._strangers.Add($"{where} returns {method.ReturnType.Name}");
            foreach (var parameter in method.GetParameters()) crossing.Visit(parameter.ParameterType, $"{where}({parameter.Name})");
        }
        return crossing;
    }

    /// <summary>What an interface itself declares.</summary>
    public static IEnumerable<MethodInfo> Methods(Type type) => type.GetMethods().OrderBy(method => method.Name, StringComparer.Ordinal);

    /// <summary>What a method answers; <c>null</c> for nothing.</summary>
    public static Type? Result(MethodInfo method) =>
        method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(Task<>) ? method.ReturnType.GenericTypeArguments[0] : null;

    /// <summary>The numbered members of a message, by number.</summary>
    public static IEnumerable<(uint Id, PropertyInfo Property)> Members(Type type) =>
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        let id = property.GetCustomAttribute<IdAttribute>()
        where id is not null
        orderby id.Id
        select (id.Id, property);

    /// <summary>The surrogate that a converter makes of a domain type.</summary>
    public static Type SurrogateOf(Type converter, Type value) => Conversions(converter).Single(conversion => conversion.GenericTypeArguments[0] == value).GenericTypeArguments[1];

    private static IEnumerable<Type> Conversions(Type converter) =>
        converter.GetInterfaces().Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConverter<,>));

    private static bool IsAddressable(Type type) => type.IsInterface && (typeof(IGrain).IsAssignableFrom(type) || typeof(IGrainObserver).IsAssignableFrom(type));

    private void Visit(Type type, string where)
    {
        if (Plain.Contains(type) || IsAddressable(type)) return;
        if (type.IsGenericType && Containers.Contains(type.GetGenericTypeDefinition()))
        {
            foreach (var argument in type.GenericTypeArguments) Visit(argument, where);
        }
        else if (_converters.Contains(type))
        {
            if (_reached.Add(type)) foreach (var converter in _converters[type]) Visit(SurrogateOf(converter, type), type.Name);
        }
        else if (type.IsEnum) _reached.Add(type);
        else if (!type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)) _strangers.Add($"{where}: {type}");
        else if (_reached.Add(type)) foreach (var (_, property) in Members(type)) Visit(property.PropertyType, $"{type.Name}.{property.Name}");
    }
}
