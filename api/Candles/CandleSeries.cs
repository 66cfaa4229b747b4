using System.Text.Json;
using System.Text.Json.Serialization;
using InvestBot.Api.Json;
using InvestBot.Domain.Markets;

namespace InvestBot.Api.Candles;

/// <summary>Bars, and what happened in them.</summary>
internal sealed record CandleSeries(
    string Instrument,
    string Timeframe,
    BarTable Bars,
    IReadOnlyList<Marker> Markers,
    IReadOnlyList<PriceLine> Lines);

/// <summary>Bars as rows: open time in Unix seconds, open, high, low, close, volume.</summary>
[JsonConverter(typeof(BarRows))]
internal readonly record struct BarTable(IReadOnlyList<Bar> Bars);

/// <summary>An execution, on the bar that it happened in.</summary>
internal sealed record Marker(long Time, MarkerKind Kind, decimal Price, string Text, string TradeId);

/// <summary>A level of an open trade.</summary>
internal sealed record PriceLine(LineKind Kind, decimal Price, string TradeId);

/// <summary>Which way an execution went.</summary>
internal enum MarkerKind
{
    Entry,
    Exit,
}

/// <summary>Which level it is.</summary>
internal enum LineKind
{
    Entry,
    Stop,
    Target,
}

/// <summary>Writes a <see cref="BarTable"/>.</summary>
internal sealed class BarRows : JsonConverter<BarTable>
{
    public override BarTable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("Bars are written only.");

    public override void Write(Utf8JsonWriter writer, BarTable value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var bar in value.Bars)
        {
            writer.WriteStartArray();
            WriteValues(writer, bar);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    internal static void WriteValues(Utf8JsonWriter writer, in Bar bar)
    {
        writer.WriteNumberValue(bar.OpenTime.ToUnixTimeSeconds());
        writer.WriteStringValue(DecimalText.Of(bar.Open.Value));
        writer.WriteStringValue(DecimalText.Of(bar.High.Value));
        writer.WriteStringValue(DecimalText.Of(bar.Low.Value));
        writer.WriteStringValue(DecimalText.Of(bar.Close.Value));
        writer.WriteStringValue(DecimalText.Of(bar.Volume.Value));
    }
}
