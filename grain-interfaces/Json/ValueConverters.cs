using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.GrainInterfaces.Json;

/// <summary>Writes a value as one JSON string, also as a property name.</summary>
internal sealed class TextConverter<T>(Func<string, T> parse, Func<T, string> format) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(format(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(format(value));

    private T Parse(string? text)
    {
        try
        {
            return parse(text ?? "");
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            throw new JsonException($"'{text}' is no {typeof(T).Name}: {exception.Message}", exception);
        }
    }
}

/// <summary>The converters of the domain's values.</summary>
internal static class ValueConverters
{
    internal static IEnumerable<JsonConverter> All =>
    [
        new NumberConverter<decimal>(number => number, number => number),
        new NumberConverter<Price>(number => new Price(number), price => price.Value),
        new NumberConverter<PriceDelta>(number => new PriceDelta(number), delta => delta.Value),
        new NumberConverter<Quantity>(number => new Quantity(number), quantity => quantity.Value),
        new NumberConverter<Ratio>(number => new Ratio(number), ratio => ratio.Value),
        new TextConverter<Currency>(text => text.Length == 0 ? default : new Currency(text), currency => currency.Code),
        new TextConverter<Money>(ParseMoney, money => $"{DecimalText.Of(money.Amount)} {money.Currency.Code}".TrimEnd()),
        new TextConverter<Timeframe>(text => Timeframe.TryParse(text, out var timeframe) ? timeframe : throw new FormatException("write 1m, 5m, 1h or 1d"), timeframe => timeframe.ToString()),
        new TextConverter<InstrumentId>(text => text.Length == 0 ? default : InstrumentId.Parse(text), id => id.ToString()),
        new TextConverter<InstanceId>(text => text.Length == 0 ? default : new InstanceId(text), id => id.ToString()),
        new TextConverter<AccountId>(text => new AccountId(text), id => id.ToString()),
        new TextConverter<ClientOrderId>(text => new ClientOrderId(text), id => id.ToString()),
        new TextConverter<VenueOrderId>(text => new VenueOrderId(text), id => id.ToString()),
        new TextConverter<FillId>(text => new FillId(text), id => id.ToString()),
        new TextConverter<TradeId>(text => new TradeId(text), id => id.ToString()),
    ];

    private static decimal Decimal(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static Money ParseMoney(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? new Money(Decimal(text), default) : new Money(Decimal(text[..space]), new Currency(text[(space + 1)..]));
    }
}

/// <summary>Sorted dictionaries with text keys are ordered by character code everywhere, never by a culture.</summary>
internal sealed class OrdinalDictionaryConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>) && typeToConvert.GetGenericArguments()[0] == typeof(string);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()[1]), options)!;

    // Once for each type and options; how a value is written is looked up once and not for each.
    private sealed class Of<T>(JsonSerializerOptions made) : JsonConverter<ImmutableSortedDictionary<string, T>>
    {
        private JsonTypeInfo<T>? _value;

        public override ImmutableSortedDictionary<string, T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (JsonSerializer.Deserialize<Dictionary<string, T>>(ref reader, options) ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal);

        public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, T> value, JsonSerializerOptions options)
        {
            _value ??= (JsonTypeInfo<T>)made.GetTypeInfo(typeof(T));
            writer.WriteStartObject();
            foreach (var (key, item) in value)
            {
                writer.WritePropertyName(key);
                JsonSerializer.Serialize(writer, item, _value);
            }
            writer.WriteEndObject();
        }
    }
}
