using System.Collections.Immutable;
using InvestBot.Simulation.Faults;

namespace InvestBot.Simulation.Runs;

/// <summary>
/// Makes a failing run shorter: fewer days, fewer instances, fewer faults, as long as something still must not be. Every try
/// is a whole run, and repeats exactly.
/// </summary>
public static class Shrinker
{
    /// <summary>The shortest run that was found to fail; it need not fail in the same words.</summary>
    /// <param name="failed">A run that failed.</param>
    /// <param name="mostRuns">How many runs are tried.</param>
    public static SimulationResult Shrink(SimulationResult failed, int mostRuns = 150)
    {
        ArgumentNullException.ThrowIfNull(failed);
        var search = new Search(failed, mostRuns);
        // What came after the violation decided nothing; what it takes before may be there after one day.
        search.Try(options => options with { Days = 1 });
        search.Try(options => options with { Days = Math.Min(options.Days, (failed.Rounds / SimulationOptions.DayRounds) + 1) });
        Instances(search);
        Faults(search);
        return search.Best;
    }

    /// <summary>The command that repeats a run.</summary>
    public static string Command(SimulationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var options = result.Options;
        var first = options.FirstBot == 1 ? "" : FormattableString.Invariant($" --first-bot {options.FirstBot}");
        var data = options.Market is { } market ? $" --data {market.Folder}" : "";
        var faults = options.Only is null ? "" : $" --faults {(result.Faults.IsEmpty ? "none" : string.Join(',', result.Faults))}";
        return FormattableString.Invariant($"investbot simulate --seed {options.Seed} --days {options.Days} --bots {options.Bots}{first}{data}{faults}");
    }

    // One alone, that which fails soonest; else without the last or the first, again and again.
    private static void Instances(Search search)
    {
        var (first, count) = (search.Best.Options.FirstBot, search.Best.Options.Bots);
        if (search.TryBest(Enumerable.Range(first, count).Select<int, Func<SimulationOptions, SimulationOptions>>(bot => options => options with { FirstBot = bot, Bots = 1 }))) return;
        while (search.Best.Options.Bots > 2
            && (search.Try(options => options with { Bots = options.Bots - 1 }) || search.Try(options => options with { FirstBot = options.FirstBot + 1, Bots = options.Bots - 1 })))
        {
        }
    }

    // None; else without ever smaller parts of what happened: halves, quarters, then one by one.
    private static void Faults(Search search)
    {
        if (search.Try([])) return;
        for (var size = Math.Max(1, search.Best.Faults.Length / 2); ; size = Math.Max(1, size / 2))
        {
            for (var at = 0; at < search.Best.Faults.Length && !search.IsOver;)
                if (!search.Try([.. search.Best.Faults.Take(at), .. search.Best.Faults.Skip(at + size)])) at += size;
            if (size == 1 || search.IsOver) return;
        }
    }

    private sealed class Search(SimulationResult failed, int mostRuns)
    {
        private int _runs;

        internal SimulationResult Best { get; private set; } = failed;

        internal bool IsOver => _runs >= mostRuns;

        /// <summary>Runs it otherwise; true when it still fails, and then it is the best so far.</summary>
        internal bool Try(Func<SimulationOptions, SimulationOptions> change) => TryBest([change]);

        internal bool Try(ImmutableHashSet<Fault> only) => Try(options => options with { Only = only });

        /// <summary>
        /// As <see cref="Try(Func{SimulationOptions, SimulationOptions})"/> for each change; of several that fail, that with the fewest steps is the
        /// best. What takes more instances and faults together than before, or as many and no fewer steps, is not shorter.
        /// </summary>
        internal bool TryBest(IEnumerable<Func<SimulationOptions, SimulationOptions>> changes)
        {
            if (changes.Select(Run).OfType<SimulationResult>().Where(result => LengthOf(result).CompareTo(LengthOf(Best)) < 0).ToList().MinBy(result => result.Steps) is not { } best) return false;
            Best = best;
            return true;
        }

        private static (int, long) LengthOf(SimulationResult result) => (result.Options.Bots + result.Faults.Length, result.Steps);

        private SimulationResult? Run(Func<SimulationOptions, SimulationOptions> change)
        {
            var options = change(Best.Options);
            if (IsOver || options == Best.Options) return null;
            _runs++;
            return SimulationRun.Run(options) is { Violation: not null } result ? result : null;
        }
    }
}
