using System.Diagnostics;
using InvestBot.Backtest.Runs;
using InvestBot.Backtest.Search;
using InvestBot.Backtest.Tapes;
using InvestBot.Cli.Backtests;
using InvestBot.Cli.Bench.Fleet;
using InvestBot.Cli.Output;
using InvestBot.Cli.Serve;
using InvestBot.Domain.Bots;

namespace InvestBot.Cli.Bench.Backtests;

/// <summary>Bars a second of mean reversion with its filters on, in one thread.</summary>
internal static class BacktestBench
{
    private const int MostRuns = 9;
    private const int Searched = 16;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);

    public static Report Run(string? folder, TimeProvider time, CancellationToken token)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var start = time.GetTimestamp();
        var recording = RecordedBars.Open(folder, strict: false, token);
        BarTape[] tapes = [.. recording.Series.Select(RecordedBars.Tape)];
        var loaded = time.GetElapsedTime(start);
        process.Refresh();
        var loading = process.TotalProcessorTime - before;
        var market = ServedMarkets.Describe(recording);
        var configuration = BenchFleet.Of("strategy.mean-reversion", "bench", market) with
        {
            Universe = [.. market.Instruments.Select(instrument => instrument.Id).Order()],
            Filters = new FilterSettings { RelativeStrength = market.Benchmark is not null, Confidence = 0.5 },
        };
        // The first runs also compile what runs, in steps, beside it; on a busy machine that takes longer by the clock, but no more work.
        var warm = process.TotalProcessorTime + WarmUp;
        BacktestResult result;
        do
        {
            result = Backtester.Run(new BacktestRequest(configuration, tapes), token);
            process.Refresh();
        }
        while (process.TotalProcessorTime < warm);
        var speeds = new List<double>();
        var worked = process.TotalProcessorTime;
        start = time.GetTimestamp();
        while (speeds.Count < MostRuns && (speeds.Count == 0 || time.GetElapsedTime(start) < Enough))
        {
            var one = time.GetTimestamp();
            result = Backtester.Run(new BacktestRequest(configuration, tapes), token);
            speeds.Add(result.Counts.Bars / time.GetElapsedTime(one).TotalSeconds);
        }

        process.Refresh();
        worked = process.TotalProcessorTime - worked;
        return Benches.Report(
            [
                new("bars a second, median", Math.Round(Latencies.Median(speeds)), "bars/s"),
                new("bars a second, best", Math.Round(speeds.Max()), "bars/s"),
                new("bars a second of processor time", Math.Round(result.Counts.Bars * speeds.Count / worked.TotalSeconds), "bars/s"),
                new("runs", speeds.Count),
                new("bars", result.Counts.Bars),
                new("signals", result.Counts.Signals),
                new("entries", result.Counts.Entries),
                new("loading", Math.Round(loaded.TotalSeconds, 3), "s"),
                new("loading, processor time", Math.Round(loading.TotalSeconds, 3), "s"),
                new("two workers, times as fast as one", Math.Round(TwoWorkers(configuration, tapes, time, token), 2)),
                new("peak memory", Benches.Megabytes(process.PeakWorkingSet64), "MB"),
            ],
            "One thread; loading is not in the bars a second. Processor time is what stays the same on a busy machine; all threads of the process are in it.");
    }

    // As a search does it: single runs are never divided.
    private static double TwoWorkers(BotConfiguration configuration, BarTape[] tapes, TimeProvider time, CancellationToken token)
    {
        SearchRange[] ranges = [new("rsi-below", 25, 35, null)];
        double Speed(int workers)
        {
            var start = time.GetTimestamp();
            SearchRun.Run(
                new SearchRequest(new BacktestRequest(configuration, tapes), [.. ranges], Objective.Return, Domain.Markets.TradingCalendar.Nyse, Searched, workers),
                new RandomSearcher(ranges, 1), cancellationToken: token);
            return Searched / time.GetElapsedTime(start).TotalSeconds;
        }
        var one = Speed(1);
        return Speed(2) / one;
    }
}
