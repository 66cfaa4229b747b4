using InvestBot.Cli.Output;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;
using InvestBot.Storage;
using InvestBot.Storage.Market;

namespace InvestBot.Cli.Bench.Storage;

/// <summary>How fast bars are stored and read.</summary>
internal static class BarImport
{
    private const int Bars = 200_000;

    internal static async Task<IReadOnlyList<Figure>> RunAsync(FleetStorage storage, TimeProvider time, CancellationToken token)
    {
        var series = new BarSeries("bench", new InstrumentId("binance", "BONK/USDT"), Timeframe.OneMinute);
        var first = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        SeriesBar[] bars = [.. Enumerable.Range(0, Bars).Select(i => new SeriesBar(
            series,
            new Bar(first.AddMinutes(i), new Price(0.00001234m), new Price(0.00001244m), new Price(0.00001224m), new Price(0.00001235m), new Quantity(123456.789m))))];
        var start = time.GetTimestamp();
        await storage.Bars.WriteAsync(bars, token);
        var writing = time.GetElapsedTime(start).TotalSeconds;
        start = time.GetTimestamp();
        long read = 0;
        await foreach (var _ in storage.Bars.ReadAsync(series, first, DateTimeOffset.MaxValue, token)) read++;
        return [new("bars stored", Math.Round(Bars / writing), "1/s"), new("bars read", Math.Round(read / time.GetElapsedTime(start).TotalSeconds), "1/s")];
    }
}
