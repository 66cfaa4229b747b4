using System.Text.Json;
using System.Text.Json.Serialization;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Risk;

namespace InvestBot.GrainInterfaces.Json;

/// <summary>
/// Settings, which are most of the state that they stand in, are written at each of its commits and hardly ever change. The text is what it
/// would be without this.
/// </summary>
internal sealed class KeptSettings : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(BotConfiguration) || typeToConvert == typeof(RiskSettings);

    // Once for each type and options: what is remembered was written with just these.
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var plain = new JsonSerializerOptions(options);
        plain.Converters.Remove(this);
        return typeToConvert == typeof(BotConfiguration) ? new Of<BotConfiguration>(plain) : new Of<RiskSettings>(plain);
    }

    private sealed class Of<T>(JsonSerializerOptions plain) : JsonConverter<T>
        where T : class
    {
        private readonly KeptTexts<T> _texts = new(plain);

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonSerializer.Deserialize<T>(ref reader, plain);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => _texts.Write(writer, value);
    }
}
