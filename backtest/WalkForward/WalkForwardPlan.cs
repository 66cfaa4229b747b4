using System.Collections.Immutable;

namespace InvestBot.Backtest.WalkForward;

/// <summary>A time in which parameters are chosen and the time after it in which they are tried.</summary>
/// <param name="TrainFrom">First bar to choose with.</param>
/// <param name="TestFrom">First bar to try on; bars before it belong to the choice.</param>
/// <param name="TestTo">Bars before this only.</param>
public readonly record struct WalkForwardFold(DateTimeOffset TrainFrom, DateTimeOffset TestFrom, DateTimeOffset TestTo);

/// <summary>Cuts a time into folds whose tests follow each other without a gap up to the end.</summary>
public static class WalkForwardPlan
{
    /// <summary>The folds.</summary>
    /// <param name="from">First bar.</param>
    /// <param name="to">Bars before this.</param>
    /// <param name="folds">How many, 1 or more.</param>
    /// <param name="train">How many times as long as a test each choice is, 1 or more.</param>
    /// <param name="anchored">True: every choice begins at <paramref name="from"/>; false: all are of one length.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or there is no minute for each part.</exception>
    public static ImmutableArray<WalkForwardFold> Of(DateTimeOffset from, DateTimeOffset to, int folds, int train, bool anchored)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(train, 1);
        var minutes = (long)Math.Floor((to - from).TotalMinutes) / (folds + train);
        ArgumentOutOfRangeException.ThrowIfLessThan(minutes, 1, nameof(to));
        return [.. Enumerable.Range(0, folds).Select(fold => new WalkForwardFold(
            anchored ? from : from.AddMinutes(fold * minutes),
            from.AddMinutes((fold + train) * minutes),
            fold == folds - 1 ? to : from.AddMinutes((fold + train + 1) * minutes)))];
    }
}
