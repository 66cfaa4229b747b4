using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Wire;

namespace InvestBot.GrainInterfaces.Tests.Contracts;

/// <summary>The JSON that crosses inside messages: its properties, the names of its cases, and all enums, as numbers and as words.</summary>
internal static class JsonText
{
    public static IEnumerable<ContractLine> Lines()
    {
        var seen = new HashSet<Type>();
        var roots = Crossing.All.Values.Where(value => value.Converters.Any(converter => Crossing.SurrogateOf(converter, value.Value) == typeof(JsonSurrogate))).Select(value => value.Value);
        return [.. roots.Append(typeof(Fact)).Concat(Crossing.All.Reached.Where(type => type.IsEnum)).SelectMany(type => Of(type, seen))];
    }

    private static IEnumerable<ContractLine> Of(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) return [];
        if (type.IsGenericType) return [.. type.GenericTypeArguments.SelectMany(argument => Of(argument, seen))];
        if (type.IsEnum) return [.. Enum.GetValues(type).Cast<object>().Select(value => Number(type, value))];
        var shape = WireJson.Options.GetTypeInfo(type);
        if (shape.PolymorphismOptions is { } cases)
            return [.. cases.DerivedTypes.SelectMany(@case => Of(@case.DerivedType, seen).Prepend(new ContractLine("case", Name(type), $"{@case.TypeDiscriminator}", Name(@case.DerivedType))))];
        return shape.Kind == JsonTypeInfoKind.Object ? [.. Written(shape).SelectMany(property => Of(property.PropertyType, seen).Prepend(Property(type, property)))] : [];
    }

    // What has neither setter nor parameter is computed by whoever reads, and not written.
    private static IEnumerable<JsonPropertyInfo> Written(JsonTypeInfo shape) => shape.Properties.Where(property => property.Set is not null || property.AssociatedParameter is not null);

    private static ContractLine Property(Type type, JsonPropertyInfo property) => new("json", Name(type), property.Name, Name(property.PropertyType));

    private static ContractLine Number(Type type, object value) =>
        new("enum", Name(type), Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture), value.ToString()!);

    private static string Name(Type type) => ContractText.Name(type);
}
