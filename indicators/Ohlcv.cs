namespace InvestBot.Indicators;

/// <summary>
/// One bar as indicators see it: open, high, low, close in quote currency per unit, and volume in units traded.
/// </summary>
/// <remarks>
/// Doubles are estimates: nothing that is booked may be computed from them. Values are expected to be finite, prices
/// above zero, volume zero or more, low ≤ open, close ≤ high; the feeds refuse everything else before it comes here.
/// A NaN that is let in makes windowed indicators NaN until it has left the window, and recursive ones (EMA, Wilder)
/// NaN from then on. <c>default</c> is a bar of zeros and is not a valid bar.
/// </remarks>
public readonly record struct Ohlcv(double Open, double High, double Low, double Close, double Volume)
{
    /// <summary>(high + low + close) / 3, the price that MFI and VWAP weigh by volume.</summary>
    public double Typical => (High + Low + Close) / 3.0;
}
