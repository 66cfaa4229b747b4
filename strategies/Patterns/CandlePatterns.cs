using InvestBot.Indicators;

namespace InvestBot.Strategies.Patterns;

/// <summary>Shapes of one to three candles at the end of some bars, oldest first. Each is false where there are too few bars.</summary>
/// <remarks>Source of the shapes: Steve Nison, Japanese Candlestick Charting Techniques, 1991. He gives no numbers; the ones here are ours and stand beside each.</remarks>
internal static class CandlePatterns
{
    /// <summary>Bars over which a candle's neighbourhood rose or fell.</summary>
    private const int Before = 5;

    /// <summary>A rising body that holds the falling body before it.</summary>
    internal static bool BullishEngulfing(ReadOnlySpan<Ohlcv> bars) =>
        bars.Length >= 2 && Falls(bars[^2]) && Rises(bars[^1]) && bars[^1].Open <= bars[^2].Close && bars[^1].Close > bars[^2].Open;

    /// <summary>A falling body that holds the rising body before it.</summary>
    internal static bool BearishEngulfing(ReadOnlySpan<Ohlcv> bars) =>
        bars.Length >= 2 && Rises(bars[^2]) && Falls(bars[^1]) && bars[^1].Open >= bars[^2].Close && bars[^1].Close < bars[^2].Open;

    /// <summary>After a fall, a lower shadow of at least two bodies and hardly an upper one (at most half a body).</summary>
    internal static bool Hammer(ReadOnlySpan<Ohlcv> bars) => Fell(bars, 1) && LongLower(bars[^1]);

    /// <summary>After a rise, an upper shadow of at least two bodies and hardly a lower one (at most half a body).</summary>
    internal static bool ShootingStar(ReadOnlySpan<Ohlcv> bars) => Rose(bars, 1) && LongUpper(bars[^1]);

    /// <summary>A body of at most a tenth of the range.</summary>
    internal static bool Doji(ReadOnlySpan<Ohlcv> bars) => bars.Length >= 1 && Range(bars[^1]) > 0 && Body(bars[^1]) <= 0.1 * Range(bars[^1]);

    /// <summary>After a fall: a long falling body, a small one (at most a third of it) that lies no higher, a rising one that closes above the middle of the first.</summary>
    internal static bool MorningStar(ReadOnlySpan<Ohlcv> bars) =>
        bars.Length >= 3 && Fell(bars, 2) && Falls(bars[^3]) && Body(bars[^3]) > 0.5 * Range(bars[^3]) && Body(bars[^2]) <= Body(bars[^3]) / 3.0
        && Math.Max(bars[^2].Open, bars[^2].Close) <= bars[^3].Open - (Body(bars[^3]) / 2.0) && Rises(bars[^1]) && bars[^1].Close > (bars[^3].Open + bars[^3].Close) / 2.0;

    /// <summary>A bar within the range of the one before.</summary>
    internal static bool Inside(ReadOnlySpan<Ohlcv> bars) => bars.Length >= 2 && bars[^1].High < bars[^2].High && bars[^1].Low > bars[^2].Low;

    /// <summary>Three rising bodies in a row, each closing higher and opening within the one before.</summary>
    internal static bool ThreeSoldiers(ReadOnlySpan<Ohlcv> bars)
    {
        if (bars.Length < 3) return false;
        for (var i = 1; i <= 3; i++)
            if (!Rises(bars[^i]) || Body(bars[^i]) < 0.5 * Range(bars[^i])) return false;
        return bars[^1].Close > bars[^2].Close && bars[^2].Close > bars[^3].Close
            && bars[^1].Open >= bars[^2].Open && bars[^1].Open <= bars[^2].Close && bars[^2].Open >= bars[^3].Open && bars[^2].Open <= bars[^3].Close;
    }

    private static double Body(Ohlcv bar) => Math.Abs(bar.Close - bar.Open);

    private static double Range(Ohlcv bar) => bar.High - bar.Low;

    private static bool Rises(Ohlcv bar) => bar.Close > bar.Open;

    private static bool Falls(Ohlcv bar) => bar.Close < bar.Open;

    private static bool LongLower(Ohlcv bar) =>
        Body(bar) > 0 && Math.Min(bar.Open, bar.Close) - bar.Low >= 2.0 * Body(bar) && bar.High - Math.Max(bar.Open, bar.Close) <= Body(bar) / 2.0;

    private static bool LongUpper(Ohlcv bar) =>
        Body(bar) > 0 && bar.High - Math.Max(bar.Open, bar.Close) >= 2.0 * Body(bar) && Math.Min(bar.Open, bar.Close) - bar.Low <= Body(bar) / 2.0;

    // The closes up to so many bars before the last.
    private static bool Fell(ReadOnlySpan<Ohlcv> bars, int last) => bars.Length > last + Before && bars[^(last + 1)].Close < bars[^(last + Before)].Close;

    private static bool Rose(ReadOnlySpan<Ohlcv> bars, int last) => bars.Length > last + Before && bars[^(last + 1)].Close > bars[^(last + Before)].Close;
}
