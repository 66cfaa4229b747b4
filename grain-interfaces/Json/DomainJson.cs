using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Venues;
using InvestBot.GrainInterfaces.Facts;

namespace InvestBot.GrainInterfaces.Json;

/// <summary>The domain as JSON: in grain states, journal, outbox, rows and at the API. Camel case; decimals and identities are strings; enums are words.</summary>
public static class DomainJson
{
    private static readonly Type[] Hierarchies = [typeof(VenueEvent), typeof(VenueRequest), typeof(OrderEvent), typeof(RiskEvent), typeof(Fact)];

    /// <summary>The options; do not change them.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>A value as UTF-8 JSON.</summary>
    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>A value from UTF-8 JSON.</summary>
    /// <exception cref="JsonException">The text is not of that form.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json) =>
        JsonSerializer.Deserialize<T>(json.Span, Options) ?? throw new JsonException($"null is no {typeof(T).Name}");

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(AddCases),
        };
        foreach (var converter in ValueConverters.All) options.Converters.Add(converter);
        options.Converters.Add(new KeptOrders());
        options.Converters.Add(new KeptParts(typeof(BotConfiguration), typeof(RiskSettings)));
        options.Converters.Add(new OrdinalDictionaryConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.MakeReadOnly();
        return options;
    }

    // Closed hierarchies carry the name of the case; the domain itself has no attributes of it.
    private static void AddCases(JsonTypeInfo info)
    {
        if (!Hierarchies.Contains(info.Type)) return;
        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "$case", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization };
        foreach (var @case in info.Type.GetNestedTypes().Where(info.Type.IsAssignableFrom))
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(@case, JsonNamingPolicy.KebabCaseLower.ConvertName(@case.Name)));
    }
}
