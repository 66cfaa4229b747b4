using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InvestBot.Api.Json;

/// <summary>A decimal as text without exponent or trailing zeros, so that no reader turns it into a binary fraction.</summary>
internal sealed class DecimalText : JsonConverter<decimal>
{
    private const int Longest = 32;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && decimal.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException("Write a decimal as a string, such as \"1000\" or \"0.00001234\".");

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[Longest];
        if (value.TryFormat(text, out var length, "0.############################", CultureInfo.InvariantCulture)) writer.WriteStringValue(text[..length]);
        else writer.WriteStringValue(Of(value));
    }

    internal static string Of(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
