using System.Diagnostics;
using InvestBot.Backtest.Runs;
using InvestBot.Backtest.Tapes;
using InvestBot.Cli.Backtests;
using InvestBot.Cli.Bench.Fleet;
using InvestBot.Cli.Output;
using InvestBot.Cli.Serve;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Cli.Bench.Backtests;

/// <summary>Bars a second of mean reversion with all filters on, in one thread, and how a search shares the work.</summary>
internal static class BacktestBench
{
    private const int MostRuns = 9;
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
            Filters = AllFilters(market.Benchmark is not null),
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
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        start = time.GetTimestamp();
        while (speeds.Count < MostRuns && (speeds.Count == 0 || time.GetElapsedTime(start) < Enough))
        {
            var one = time.GetTimestamp();
            result = Backtester.Run(new BacktestRequest(configuration, tapes), token);
            speeds.Add(result.Counts.Bars / time.GetElapsedTime(one).TotalSeconds);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
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
                new("allocated", Math.Round((double)allocated / speeds.Count / result.Counts.Bars, 1), "bytes/bar"),
                .. SearchBench.Figures(new BacktestRequest(configuration, tapes), recording.Description.Calendar, time, token),
                new("peak memory", Benches.Megabytes(process.PeakWorkingSet64), "MB"),
            ],
            "One thread; loading is not in the bars a second. Processor time is what stays the same on a busy machine; all threads of the process are in it.",
            "All filters: relative strength where there is a benchmark, confidence, regime, turnover, spread, session, blackout, and confirmation by smart money. The safety gate asks the chain, which bars do not know.");
    }

    // Every filter that bars alone can answer. The safety gate asks a token's chain, which recorded bars know nothing of; the leaders
    // would take the place of relative strength.
    private static FilterSettings AllFilters(bool benchmark) => new()
    {
        RelativeStrength = benchmark,
        Confidence = 0.5,
        Regimes = [Regime.Range, Regime.TrendUp, Regime.TrendDown, Regime.Quiet],
        LeastTurnover = 1m,
        MostSpread = Ratio.Percent(5),
        EntriesFrom = TimeSpan.FromHours(1),
        EntriesTo = TimeSpan.FromHours(23),
        Blackouts = [new Blackout(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1), "an event")],
        ConfirmedBy = "strategy.smart-money",
        ConfirmedWithin = 1_000,
    };
}
