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

/// <summary>Runs a search, each point in one thread.</summary>
public static class SearchRun
{
    /// <summary>A searcher has heard all outcomes but the last so many less one when it is asked, whatever the number of workers; more workers have nothing to do.</summary>
    public const int Lag = 16;

    /// <summary>Runs it.</summary>
    /// <param name="search">What.</param>
    /// <param name="searcher">Which points.</param>
    /// <param name="done">Told of every trial that is done, from any thread, in any order.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>All trials in the order in which they were asked for; after an early end those that were done by then.</returns>
    public static ImmutableArray<Trial> Run(SearchRequest search, ISearcher searcher, IProgress<Trial>? done = null, CancellationToken cancellationToken = default)
    {
        var queue = new TrialQueue(search, searcher);
        Parallel.For(0, search.Workers, new ParallelOptions { MaxDegreeOfParallelism = search.Workers }, _ => Work());
        return [.. queue.Done];

        void Work()
        {
            try
            {
                while (!cancellationToken.IsCancellationRequested && queue.Take() is var (number, point))
                {
                    var trial = Trial.Run(number, Settings(search.Ranges, point), search.Request, search.Objective, search.Calendar, cancellationToken);
                    queue.Put(trial);
                    done?.Report(trial);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The trial under way is left out.
            }
            finally
            {
                // Also after a fault: nobody waits for a trial that never comes.
                queue.Stop();
            }
        }
    }

    /// <summary>The trial with the largest score; of equal ones the first. <c>null</c> when none could be run.</summary>
    public static Trial? Best(IEnumerable<Trial> trials) => trials.Where(trial => trial.Refused is null).OrderByDescending(trial => trial.Score).ThenBy(trial => trial.Number).FirstOrDefault();

    private static ImmutableSortedDictionary<string, string> Settings(ImmutableArray<SearchRange> ranges, double[] point) =>
        ranges.Select((range, i) => KeyValuePair.Create(range.Name, range.Text(point[i]))).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
