using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;

namespace InvestBot.GrainInterfaces.Json;

/// <summary>
/// The orders of an account, which a state writes at each of its commits though one of them changed: the text of an order is
/// made once and remembered for as long as the order itself. The text is what it would be without this.
/// </summary>
internal sealed class KeptOrders : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(ImmutableQueue<Order>) || typeToConvert == typeof(ImmutableSortedDictionary<ClientOrderId, Order>);

    // Once for each type and options: what is remembered was written with just these.
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        typeToConvert == typeof(ImmutableQueue<Order>) ? new Ended(new KeptTexts<Order>(options)) : new Live(new KeptTexts<Order>(options));

    private sealed class Ended(KeptTexts<Order> texts) : JsonConverter<ImmutableQueue<Order>>
    {
        public override ImmutableQueue<Order> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ImmutableQueue.Create(JsonSerializer.Deserialize<Order[]>(ref reader, options) ?? []);

        public override void Write(Utf8JsonWriter writer, ImmutableQueue<Order> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var order in value) texts.Write(writer, order);
            writer.WriteEndArray();
        }
    }

    private sealed class Live(KeptTexts<Order> texts) : JsonConverter<ImmutableSortedDictionary<ClientOrderId, Order>>
    {
        public override ImmutableSortedDictionary<ClientOrderId, Order> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (JsonSerializer.Deserialize<Dictionary<ClientOrderId, Order>>(ref reader, options) ?? []).ToImmutableSortedDictionary();

        public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<ClientOrderId, Order> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (id, order) in value)
            {
                writer.WritePropertyName(id.ToString());
                texts.Write(writer, order);
            }
            writer.WriteEndObject();
        }
    }
}
