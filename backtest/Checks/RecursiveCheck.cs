using System.Collections.Immutable;
using InvestBot.Backtest.Tapes;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Signals;
using InvestBot.Strategies.Tokens;

namespace InvestBot.Backtest.Checks;

/// <summary>
/// Starts each token's desk anew at later bars, with the history that a start gives it, and compares what it says with the desk that saw
/// everything. Recursive indicators remember their start; after the warm-up that must no longer show.
/// </summary>
public static class RecursiveCheck
{
    /// <summary>Relative difference of a value, above which it counts as another one.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Compares.</summary>
    /// <param name="configuration">Strategy, parameters and universe.</param>
    /// <param name="tapes">Bars of at least the universe.</param>
    /// <param name="starts">How many later starts, 1 or more, evenly over the bars.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no start.</exception>
    public static RecursiveResult Of(BotConfiguration configuration, IReadOnlyList<BarTape> tapes, int starts, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        var sum = new Comparison();
        foreach (var tape in tapes.Where(tape => configuration.Universe.Contains(tape.Instrument.Id)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var desk = TokenDesk.For(configuration, tape.Instrument);
            var all = new TokenView[tape.Count];
            for (var i = 0; i < tape.Count; i++) all[i] = desk.Look(in tape.Bar(i), in tape.Value(i));
            for (var start = 1; start <= starts; start++) Compare(configuration, tape, all, (int)((long)tape.Count * start / (starts + 1)), sum);
        }
        return sum.Result(starts);
    }

    private static void Compare(BotConfiguration configuration, BarTape tape, TokenView[] all, int start, Comparison sum)
    {
        var desk = TokenDesk.For(configuration, tape.Instrument);
        if (start < desk.HistoryBars) return;
        for (var i = start - desk.HistoryBars; i < start; i++) desk.WarmUp(in tape.Bar(i), in tape.Value(i));
        for (var i = start; i < tape.Count; i++) sum.Add(desk.Look(in tape.Bar(i), in tape.Value(i)), all[i]);
    }

    private sealed class Comparison
    {
        private readonly SortedDictionary<string, double> _features = new(StringComparer.Ordinal);
        private long _bars;
        private long _signals;
        private long _changed;

        internal void Add(TokenView later, TokenView all)
        {
            _bars++;
            if (later.Exit != all.Exit) _changed++;
            if (later.Signal is null != all.Signal is null) _changed++;
            if (later.Signal is not { } signal || all.Signal is not { } whole) return;
            _signals++;
            if (signal.Stop != whole.Stop || signal.Target != whole.Target) _changed++;
            foreach (var (mine, other) in signal.Features.Zip(whole.Features)) Add(mine, other);
        }

        private void Add(Feature mine, Feature other)
        {
            var difference = mine.Value == other.Value ? 0.0 : Math.Abs(mine.Value - other.Value) / Math.Max(Math.Abs(other.Value), 1e-12);
            _features[mine.Name] = Math.Max(_features.GetValueOrDefault(mine.Name), difference);
        }

        internal RecursiveResult Result(int starts) => new(starts, _bars, _signals, _changed, _features.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }
}

/// <summary>What a recursive check found.</summary>
/// <param name="Starts">Later starts, of each instrument.</param>
/// <param name="Bars">Bars whose answers were compared.</param>
/// <param name="Signals">Signals that both gave.</param>
/// <param name="Changed">Answers that differ: a signal or an exit that only one gave, another stop or target.</param>
/// <param name="Features">Largest relative difference of each value that signals saw.</param>
public sealed record RecursiveResult(int Starts, long Bars, long Signals, long Changed, ImmutableSortedDictionary<string, double> Features)
{
    /// <summary>True when no answer differs and no value by more than <see cref="RecursiveCheck.Tolerance"/>.</summary>
    public bool Agrees => Changed == 0 && Features.Values.All(difference => difference <= RecursiveCheck.Tolerance);
}
