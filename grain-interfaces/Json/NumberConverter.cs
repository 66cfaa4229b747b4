using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InvestBot.GrainInterfaces.Json;

/// <summary>Writes a value that is one decimal as a JSON string of its digits, without a text in between: states are full of them.</summary>
internal sealed class NumberConverter<T>(Func<decimal, T> make, Func<T, decimal> number) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader is { TokenType: JsonTokenType.String, HasValueSequence: false, ValueIsEscaped: false }
            && decimal.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return Make(value);
        return Parse(reader.GetString());
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(DecimalText.Of(number(value), stackalloc byte[DecimalText.Longest]));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(DecimalText.Of(number(value), stackalloc byte[DecimalText.Longest]));

    private T Parse(string? text)
    {
        try
        {
            return Make(decimal.Parse(text ?? "", NumberStyles.Float, CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new JsonException($"'{text}' is no {typeof(T).Name}: {exception.Message}", exception);
        }
    }

    private T Make(decimal value)
    {
        try
        {
            return make(value);
        }
        catch (ArgumentException exception)
        {
            throw new JsonException($"'{DecimalText.Of(value)}' is no {typeof(T).Name}: {exception.Message}", exception);
        }
    }
}
