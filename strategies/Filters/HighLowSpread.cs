using InvestBot.Indicators;

namespace InvestBot.Strategies.Filters;

/// <summary>The bid–ask spread as estimated from highs and lows, a fraction of the price: for bars without quotes.</summary>
/// <remarks>
/// A bar's range holds volatility and spread, that of two bars twice the volatility and the spread once. Single estimates below zero count
/// as zero; the mean of n pairs is taken. It is reckoned when it is asked for: a signal is rare, a bar is not. Source: Corwin and Schultz, A Simple Way to Estimate Bid-Ask Spreads from Daily High and Low
/// Prices, Journal of Finance 67, 2012, equations 14 and 18; made for daily bars, rougher on short ones.
/// </remarks>
internal sealed class HighLowSpread(int pairs) : IBarIndicator
{
    private static readonly double Divisor = 3.0 - (2.0 * Math.Sqrt(2.0));
    private readonly (double High, double Low)[] _bars = new (double High, double Low)[pairs + 1];
    private int _next;
    private int _count;

    public int WarmUp => pairs + 1;

    public bool IsReady => _count > pairs;

    /// <summary>The estimate, 0 or more; NaN until ready.</summary>
    internal double Value => IsReady ? Mean() : double.NaN;

    public void Update(in Ohlcv bar)
    {
        _bars[_next] = (bar.High, bar.Low);
        _next = _next == pairs ? 0 : _next + 1;
        if (_count <= pairs) _count++;
    }

    private double Mean()
    {
        var sum = 0.0;
        for (var pair = 0; pair < pairs; pair++)
            sum += Of(_bars[(_next + pair) % _bars.Length], _bars[(_next + pair + 1) % _bars.Length]);
        return sum / pairs;
    }

    private static double Of((double High, double Low) before, (double High, double Low) bar)
    {
        var beta = Square(Math.Log(before.High / before.Low)) + Square(Math.Log(bar.High / bar.Low));
        var gamma = Square(Math.Log(Math.Max(bar.High, before.High) / Math.Min(bar.Low, before.Low)));
        var alpha = ((Math.Sqrt(2.0 * beta) - Math.Sqrt(beta)) / Divisor) - Math.Sqrt(gamma / Divisor);
        // The power is above 1 where alpha is above 0, and only then is the estimate.
        var power = alpha > 0.0 ? Math.Exp(alpha) : 1.0;
        return 2.0 * (power - 1.0) / (1.0 + power);
    }

    private static double Square(double value) => value * value;
}
