using System.Diagnostics;
using InvestBot.Backtest.Runs;
using InvestBot.Backtest.Search;
using InvestBot.Cli.Output;
using InvestBot.Domain.Markets;

namespace InvestBot.Cli.Bench.Backtests;

/// <summary>
/// How a search with two workers compares with the same search by one. By the clock it tells of this machine while nothing else runs on it;
/// by processor time, of what the workers cost each other.
/// </summary>
internal static class SearchBench
{
    private const int Trials = 16;
    private const int MostRounds = 3;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(10);

    public static IEnumerable<Figure> Figures(BacktestRequest request, TradingCalendar calendar, TimeProvider time, CancellationToken token)
    {
        SearchRange[] ranges = [new("rsi-below", 25, 35, null)];
        using var process = Process.GetCurrentProcess();
        (double Clock, double Work) Of(int workers)
        {
            process.Refresh();
            var (worked, start) = (process.TotalProcessorTime, time.GetTimestamp());
            SearchRun.Run(new SearchRequest(request, [.. ranges], Objective.Return, calendar, Trials, workers), new RandomSearcher(ranges, 1), cancellationToken: token);
            token.ThrowIfCancellationRequested();
            process.Refresh();
            return (time.GetElapsedTime(start).TotalSeconds, (process.TotalProcessorTime - worked).TotalSeconds);
        }

        var (faster, dearer) = (new List<double>(), new List<double>());
        var collections = GC.CollectionCount(0);
        var paused = GC.GetTotalPauseDuration();
        var began = time.GetTimestamp();
        while (faster.Count < MostRounds && (faster.Count == 0 || time.GetElapsedTime(began) < Enough))
        {
            var (one, two) = (Of(1), Of(2));
            faster.Add(one.Clock / two.Clock);
            dearer.Add(two.Work / one.Work);
        }
        var runs = 2.0 * faster.Count * Trials;
        yield return new("two workers, times as fast as one", Math.Round(Latencies.Median(faster), 2));
        yield return new("two workers, processor time of one", Math.Round(Latencies.Median(dearer), 2), "times");
        yield return new("search: garbage collections of a run", Math.Round((GC.CollectionCount(0) - collections) / runs, 2));
        yield return new("search: paused for them", Math.Round((GC.GetTotalPauseDuration() - paused).TotalMilliseconds / runs, 2), "ms/run");
    }
}
