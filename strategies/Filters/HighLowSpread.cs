using InvestBot.Indicators;
using InvestBot.Indicators.Rolling;

namespace InvestBot.Strategies.Filters;

/// <summary>The bid–ask spread as estimated from highs and lows, a fraction of the price: for bars without quotes.</summary>
/// <remarks>
/// A bar's range holds volatility and spread, that of two bars twice the volatility and the spread once. Single estimates below zero count
/// as zero; the mean of n pairs is taken. Source: Corwin and Schultz, A Simple Way to Estimate Bid-Ask Spreads from Daily High and Low
/// Prices, Journal of Finance 67, 2012, equations 14 and 18; made for daily bars, rougher on short ones.
/// </remarks>
internal sealed class HighLowSpread(int pairs) : IBarIndicator
{
    private static readonly double Divisor = 3.0 - (2.0 * Math.Sqrt(2.0));
    private readonly RollingMean _mean = new(pairs);
    private Ohlcv _before;
    private double _rangeBefore;

    public int WarmUp => _mean.WarmUp + 1;

    public bool IsReady => _mean.IsReady;

    /// <summary>The estimate, 0 or more; NaN until ready.</summary>
    internal double Value => _mean.Value;

    public void Update(in Ohlcv bar)
    {
        var range = Square(Math.Log(bar.High / bar.Low));
        if (_before.Low > 0)
        {
            var beta = range + _rangeBefore;
            var gamma = Square(Math.Log(Math.Max(bar.High, _before.High) / Math.Min(bar.Low, _before.Low)));
            var alpha = ((Math.Sqrt(2.0 * beta) - Math.Sqrt(beta)) / Divisor) - Math.Sqrt(gamma / Divisor);
            // The power is above 1 where alpha is above 0, and only then is the estimate.
            var power = alpha > 0.0 ? Math.Exp(alpha) : 1.0;
            _mean.Update(2.0 * (power - 1.0) / (1.0 + power));
        }
        (_before, _rangeBefore) = (bar, range);
    }

    private static double Square(double value) => value * value;
}
