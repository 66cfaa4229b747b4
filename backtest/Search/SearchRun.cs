using System.Collections.Immutable;
using InvestBot.Backtest.Runs;
using InvestBot.Domain.Markets;

namespace InvestBot.Backtest.Search;

/// <summary>What to search.</summary>
/// <param name="Request">The run whose settings are changed.</param>
/// <param name="Ranges">What is changed, each name once.</param>
/// <param name="Objective">What is made large.</param>
/// <param name="Calendar">How many days a year has.</param>
/// <param name="Trials">How many points at most, 1 or more.</param>
/// <param name="Workers">How many runs at a time, 1 or more; the result does not depend on it.</param>
public sealed record SearchRequest(BacktestRequest Request, ImmutableArray<SearchRange> Ranges, Objective Objective, TradingCalendar Calendar, int Trials, int Workers);

/// <summary>Runs a search: points in batches of a fixed size, so that the outcome depends on seed and bars alone, never on how many ran at a time.</summary>
public static class SearchRun
{
    private const int Batch = 16;

    /// <summary>Runs it.</summary>
    /// <param name="search">What.</param>
    /// <param name="searcher">Which points.</param>
    /// <param name="done">Told of every trial that is done, from any thread, in any order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>All trials in the order in which they were asked for.</returns>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ImmutableArray<Trial> Run(SearchRequest search, ISearcher searcher, IProgress<Trial>? done = null, CancellationToken cancellationToken = default)
    {
        var trials = ImmutableArray.CreateBuilder<Trial>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = search.Workers, CancellationToken = cancellationToken };
        while (trials.Count < search.Trials)
        {
            var points = new List<double[]>();
            while (points.Count < Math.Min(Batch, search.Trials - trials.Count) && searcher.Ask() is { } point) points.Add(point);
            if (points.Count == 0) break;
            var batch = new Trial[points.Count];
            var first = trials.Count + 1;
            Parallel.For(0, points.Count, options, i =>
            {
                batch[i] = Trial.Run(first + i, Settings(search.Ranges, points[i]), search.Request, search.Objective, search.Calendar, cancellationToken);
                done?.Report(batch[i]);
            });
            for (var i = 0; i < batch.Length; i++) searcher.Tell(points[i], batch[i].Score);
            trials.AddRange(batch);
        }
        return trials.ToImmutable();
    }

    /// <summary>The trial with the largest score; of equal ones the first. <c>null</c> when none could be run.</summary>
    public static Trial? Best(IEnumerable<Trial> trials) => trials.Where(trial => trial.Refused is null).OrderByDescending(trial => trial.Score).ThenBy(trial => trial.Number).FirstOrDefault();

    private static ImmutableSortedDictionary<string, string> Settings(ImmutableArray<SearchRange> ranges, double[] point) =>
        ranges.Select((range, i) => KeyValuePair.Create(range.Name, range.Text(point[i]))).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
