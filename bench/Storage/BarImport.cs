using System.Diagnostics;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;
using InvestBot.Storage;
using InvestBot.Storage.Market;

namespace InvestBot.Bench.Storage;

/// <summary>How fast bars are stored and read.</summary>
internal static class BarImport
{
    private const int Bars = 200_000;

    internal static async Task RunAsync(FleetStorage storage)
    {
        BarSeries series = new("bench", new InstrumentId("binance", "BONK/USDT"), Timeframe.OneMinute);
        DateTimeOffset first = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        SeriesBar[] bars = [.. Enumerable.Range(0, Bars).Select(i => new SeriesBar(
            series,
            new Bar(first.AddMinutes(i), new Price(0.00001234m), new Price(0.00001244m), new Price(0.00001224m), new Price(0.00001235m), new Quantity(123456.789m))))];
        long start = Stopwatch.GetTimestamp();
        await storage.Bars.WriteAsync(bars, CancellationToken.None);
        Console.WriteLine($"bars written: {Bars / Stopwatch.GetElapsedTime(start).TotalSeconds:N0}/s");

        start = Stopwatch.GetTimestamp();
        long read = 0;
        await foreach (Bar _ in storage.Bars.ReadAsync(series, first, DateTimeOffset.MaxValue, CancellationToken.None))
            read++;
        Console.WriteLine($"bars read: {read / Stopwatch.GetElapsedTime(start).TotalSeconds:N0}/s");
    }
}
