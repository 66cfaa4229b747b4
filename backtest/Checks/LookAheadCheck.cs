using System.Collections.Immutable;
using InvestBot.Backtest.Runs;
using InvestBot.Domain.Venues;

namespace InvestBot.Backtest.Checks;

/// <summary>
/// Runs the same request on bars that end earlier: whatever was done before a cut must be the same, to the last digit, whether or not
/// the bars after it exist. A decision that saw the future differs.
/// </summary>
public static class LookAheadCheck
{
    /// <summary>Compares.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="cuts">How many cuts, 1 or more, evenly over the time traded.</param>
    /// <param name="run">Runs a request: <c>Backtester.Run</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no cut.</exception>
    public static LookAheadResult Of(
        BacktestRequest request, int cuts, Func<BacktestRequest, CancellationToken, BacktestResult> run, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cuts, 1);
        var full = run(request, cancellationToken);
        if (full.From is not { } from || full.To is not { } to) return new LookAheadResult(0, 0, []);
        var differences = ImmutableArray.CreateBuilder<LookAheadDifference>();
        var compared = 0L;
        for (var i = 1; i <= cuts; i++)
        {
            // Whole minutes, so that a cut lies between two bars.
            var cut = from.AddMinutes(Math.Floor((to - from).TotalMinutes * i / (cuts + 1)));
            var part = run(request with { Tapes = [.. request.Tapes.Select(tape => tape.Truncated(cut))] }, cancellationToken);
            // What is open at the end is closed there: that the longer run knows nothing of.
            var end = part.To ?? cut;
            var (some, all) = (Before(part.Fills, end), Before(full.Fills, end));
            compared += some.Count;
            if (First(some, all) is { } different) differences.Add(new LookAheadDifference(cut, different));
        }
        return new LookAheadResult(cuts, compared, differences.ToImmutable());
    }

    private static List<Fill> Before(IEnumerable<Fill> fills, DateTimeOffset end) => [.. fills.TakeWhile(fill => fill.At < end)];

    private static string? First(List<Fill> some, List<Fill> all)
    {
        for (var i = 0; i < Math.Max(some.Count, all.Count); i++)
        {
            if (i >= some.Count) return $"Only with later bars: {Words(all[i])}";
            if (i >= all.Count) return $"Only without later bars: {Words(some[i])}";
            if (some[i] != all[i]) return $"{Words(some[i])}; with later bars: {Words(all[i])}";
        }
        return null;
    }

    private static string Words(Fill fill) => FormattableString.Invariant($"{fill.Side} {fill.Quantity} {fill.Instrument} at {fill.Price}, {fill.At:u}");
}

/// <summary>What a look-ahead check found.</summary>
/// <param name="Cuts">How many ends were tried.</param>
/// <param name="Fills">Fills that were compared, over all cuts.</param>
/// <param name="Differences">At most one for each cut: the first.</param>
public sealed record LookAheadResult(int Cuts, long Fills, ImmutableArray<LookAheadDifference> Differences)
{
    /// <summary>True when nothing differs.</summary>
    public bool Agrees => Differences.IsEmpty;
}

/// <summary>What was done otherwise because later bars were there.</summary>
/// <param name="Cut">Bars from here on were left out.</param>
/// <param name="Words">The first fill that differs.</param>
public readonly record struct LookAheadDifference(DateTimeOffset Cut, string Words);
