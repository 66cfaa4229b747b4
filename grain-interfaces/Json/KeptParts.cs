using System.Text.Json;
using System.Text.Json.Serialization;

namespace InvestBot.GrainInterfaces.Json;

/// <summary>
/// Parts of states that are large and seldom change, but are written at each commit of what they stand in: the text of such a part is made
/// once and remembered for as long as the part itself. The text is what it would be without this.
/// </summary>
/// <param name="types">The parts: immutable classes, with all that they hold.</param>
public sealed class KeptParts(params Type[] types) : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => types.Contains(typeToConvert);

    /// <inheritdoc/>
    // Once for each type and options: what is remembered was written with just these.
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var plain = new JsonSerializerOptions(options);
        plain.Converters.Remove(this);
        return (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert), plain)!;
    }

    private sealed class Of<T>(JsonSerializerOptions plain) : JsonConverter<T>
        where T : class
    {
        private readonly KeptTexts<T> _texts = new(plain);

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonSerializer.Deserialize<T>(ref reader, plain);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => _texts.Write(writer, value);
    }
}
