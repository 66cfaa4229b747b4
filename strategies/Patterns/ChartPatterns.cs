using InvestBot.Indicators;

namespace InvestBot.Strategies.Patterns;

/// <summary>Shapes of many bars at the end of some bars, oldest first. Each is false where there are too few bars.</summary>
/// <remarks>
/// Source of the shapes: Thomas Bulkowski, Encyclopedia of Chart Patterns, 2nd edition 2005 (double bottoms, flags). The numbers are ours
/// and count in the mean range of the bars looked at, so that they fit any instrument and timeframe.
/// </remarks>
internal static class ChartPatterns
{
    private const int Apart = 5, PoleMost = 10, FlagLeast = 4, FlagMost = 15;

    /// <summary>Two lows of nearly the same price (within one range) at least 5 bars apart, a peak at least two ranges above between them, and a first close above that peak.</summary>
    internal static bool DoubleBottom(ReadOnlySpan<Ohlcv> bars)
    {
        if (bars.Length < 4 * Apart) return false;
        var range = MeanRange(bars);
        var before = bars[..^1];
        var second = LowestFrom(before, before.Length / 2);
        if (second < Apart) return false;
        var first = LowestFrom(before[..(second - Apart + 1)], 0);
        if (Math.Abs(before[first].Low - before[second].Low) > range) return false;
        var peak = HighestHigh(before[(first + 1)..second]);
        return peak >= Math.Max(before[first].Low, before[second].Low) + (2.0 * range)
            && HighestClose(before[second..]) <= peak && bars[^1].Close > peak;
    }

    /// <summary>A pole of at least five ranges within 10 bars, then 4 to 15 bars that give back at most half of it, and a first close above them.</summary>
    internal static bool BullFlag(ReadOnlySpan<Ohlcv> bars)
    {
        if (bars.Length < PoleMost + FlagMost + 1) return false;
        var range = MeanRange(bars);
        for (var length = FlagLeast; length <= FlagMost; length++)
        {
            var flag = bars[^(length + 1)..^1];
            var pole = bars[^(length + 1 + PoleMost)..^(length + 1)];
            var top = HighestHigh(pole);
            var height = top - pole[LowestFrom(pole, 0)].Low;
            // The pole ends at its top, where the flag begins.
            if (height < 5.0 * range || pole[^1].High < top || HighestHigh(flag) > top) continue;
            if (flag[LowestFrom(flag, 0)].Low >= top - (height / 2.0) && HighestClose(flag) < bars[^1].Close && bars[^1].Close > HighestHigh(flag[1..])) return true;
        }
        return false;
    }

    private static double MeanRange(ReadOnlySpan<Ohlcv> bars)
    {
        var sum = 0.0;
        foreach (ref readonly var bar in bars) sum += bar.High - bar.Low;
        return sum / bars.Length;
    }

    private static int LowestFrom(ReadOnlySpan<Ohlcv> bars, int from)
    {
        var lowest = from;
        for (var i = from + 1; i < bars.Length; i++)
            if (bars[i].Low < bars[lowest].Low) lowest = i;
        return lowest;
    }

    private static double HighestHigh(ReadOnlySpan<Ohlcv> bars)
    {
        var highest = double.NegativeInfinity;
        foreach (ref readonly var bar in bars) highest = Math.Max(highest, bar.High);
        return highest;
    }

    private static double HighestClose(ReadOnlySpan<Ohlcv> bars)
    {
        var highest = double.NegativeInfinity;
        foreach (ref readonly var bar in bars) highest = Math.Max(highest, bar.Close);
        return highest;
    }
}
