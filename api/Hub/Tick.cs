using System.Text.Json;
using System.Text.Json.Serialization;
using InvestBot.Api.Candles;
using InvestBot.Api.Instances;
using InvestBot.GrainInterfaces.Bots;

namespace InvestBot.Api.Hub;

/// <summary>What an instance is worth now; the newest counts.</summary>
internal sealed record Tick(
    string Instance, DateTimeOffset? MarketTime, InstanceStatus Status, decimal Equity, decimal Cash, decimal RealizedPnl, decimal UnrealizedPnl, int OpenPositions,
    [property: JsonConverter(typeof(TickBars))] IReadOnlyList<InstrumentBar>? Bars)
{
    // A client that reads nothing for a while gets the bars of its last stretch, not all of them.
    private const int MostBars = 500;

    internal static Tick Of(InstanceTick tick) => new(
        tick.Instance.ToString(), tick.MarketTime, InstanceReader.StatusOf(tick.Status, tick.Halted),
        tick.Equity.Amount, tick.Cash.Amount, tick.Realized.Amount, tick.Unrealized.Amount, tick.OpenPositions, tick.Bars);

    /// <summary>This tick in place of one that was not sent yet, with the bars of both.</summary>
    internal Tick After(Tick unsent)
    {
        if (Bars is null || unsent.Bars is not { Count: > 0 } before) return this;
        var later = Bars.Select(Key).ToHashSet();
        return this with { Bars = [.. before.Where(bar => !later.Contains(Key(bar))).Concat(Bars).TakeLast(MostBars)] };
    }

    private static (Domain.Markets.InstrumentId, DateTimeOffset) Key(InstrumentBar bar) => (bar.Instrument, bar.Bar.OpenTime);
}

/// <summary>Bars as rows: instrument, open time in Unix seconds, open, high, low, close, volume.</summary>
internal sealed class TickBars : JsonConverter<IReadOnlyList<InstrumentBar>>
{
    public override IReadOnlyList<InstrumentBar> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("Bars are written only.");

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<InstrumentBar> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var bar in value)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(bar.Instrument.ToString());
            BarRows.WriteValues(writer, bar.Bar);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }
}
