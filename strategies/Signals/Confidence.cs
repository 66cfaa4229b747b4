namespace InvestBot.Strategies.Signals;

/// <summary>
/// How sure a signal is: 0.5 when every condition is just met, 1 when each is exceeded by as much again as its threshold
/// or more; the excesses count equally. A rank within one strategy, not yet a probability.
/// </summary>
internal static class Confidence
{
    /// <summary>0.5 + half the mean of the excesses, each cut to 0 to 1.</summary>
    internal static double Of(params ReadOnlySpan<double> excesses)
    {
        var sum = 0.0;
        foreach (var excess in excesses) sum += double.IsNaN(excess) ? 0.0 : Math.Clamp(excess, 0.0, 1.0);
        return 0.5 + (sum / excesses.Length / 2.0);
    }

    /// <summary>By how much a value is above its threshold, as a fraction of it.</summary>
    internal static double Above(double value, double threshold) => threshold > 0 ? (value - threshold) / threshold : 1.0;
}
