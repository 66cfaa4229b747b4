using InvestBot.Cli.Output;
using InvestBot.Indicators;

namespace InvestBot.Cli.Bench.Indicators;

/// <summary>What one bar costs each streaming indicator, called as strategies call it: its class, without the catalog's delegates.</summary>
internal static class IndicatorBench
{
    /// <summary>What no indicator is to exceed, in nanoseconds for each bar.</summary>
    public const double Limit = 25.0;

    private const int Bars = 4096;
    private const int Passes = 201;

    /// <summary>Measures all of them in one thread.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="token">Ends it early.</param>
    public static Report Run(TimeProvider time, CancellationToken token)
    {
        var bars = Walk();
        List<Figure> figures = [];
        List<string> slow = [];
        var most = 0L;
        foreach (var (name, make) in IndicatorPasses.All)
        {
            token.ThrowIfCancellationRequested();
            var pass = make(bars);
            Warm(pass, time);
            var nanoseconds = Latencies.Median(Enumerable.Range(0, Passes).Select(_ => Time(pass, time)).ToArray());
            most = Math.Max(most, Allocated(pass));
            figures.Add(new(name, Math.Round(nanoseconds, 2), "ns/bar"));
            if (nanoseconds > Limit) slow.Add(name);
        }

        figures.Add(new("most allocated by one of them", Math.Round(most / (double)Bars, 3), "bytes/bar"));
        return Benches.Report(figures, slow.Count == 0 ? $"None takes more than {Limit} ns for a bar." : $"More than {Limit} ns for a bar: {string.Join(", ", slow)}.");
    }

    // The compiler's last tier comes some hundred milliseconds after the first calls, later on a busy machine.
    private static void Warm(Func<double> pass, TimeProvider time)
    {
        var start = time.GetTimestamp();
        for (var passes = 0; passes < 200 || time.GetElapsedTime(start) < TimeSpan.FromMilliseconds(400); passes++) pass();
    }

    private static double Time(Func<double> pass, TimeProvider time)
    {
        var start = time.GetTimestamp();
        pass();
        return time.GetElapsedTime(start).TotalNanoseconds / Bars;
    }

    private static long Allocated(Func<double> pass)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        pass();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Ohlcv[] Walk()
    {
        var random = new Random(1);
        var bars = new Ohlcv[Bars];
        var close = 100.0;
        for (var i = 0; i < bars.Length; i++)
        {
            var open = close;
            close *= 1.0 + ((random.NextDouble() - 0.5) * 0.01);
            bars[i] = new Ohlcv(open, Math.Max(open, close) * 1.001, Math.Min(open, close) * 0.999, close, random.Next(1, 1000));
        }

        return bars;
    }
}
