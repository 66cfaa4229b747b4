using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Stochastics;

/// <summary>Slow stochastic: %K = SMA of 100·(close − lowest low) / (highest high − lowest low), %D = SMA of %K; [0, 100].</summary>
/// <remarks>
/// The raw oscillator is 0 where the range is 0. Warm-up: lookback + smoothing + signal − 2 bars.
/// Source: George Lane; conventions of Skender Stock.Indicators (stoch, simple averages).
/// </remarks>
public sealed class StochasticOscillator : IBarIndicator
{
    private readonly RollingMean _k;
    private readonly RollingMean _d;
    private WindowExtreme _highs;
    private WindowExtreme _lows;

    /// <param name="lookback">Bars of the range, at least 1; 14 is usual.</param>
    /// <param name="signal">Length of %D, at least 1; 3 is usual.</param>
    /// <param name="smoothing">Length of %K's average, at least 1; 3 is the slow, 1 the fast stochastic.</param>
    public StochasticOscillator(int lookback = 14, int signal = 3, int smoothing = 3)
    {
        _highs = new WindowExtreme(lookback, 1.0);
        _lows = new WindowExtreme(lookback, -1.0);
        _k = new RollingMean(smoothing);
        _d = new RollingMean(signal);
    }

    /// <inheritdoc/>
    public int WarmUp => _highs.Period + _k.WarmUp + _d.WarmUp - 2;

    /// <inheritdoc/>
    public bool IsReady => _d.IsReady;

    /// <summary>%K; NaN for the first lookback + smoothing − 2 bars.</summary>
    public double K => _k.Value;

    /// <summary>%D; NaN until ready.</summary>
    public double D => _d.Value;

    /// <inheritdoc/>
    public void Update(in Ohlcv bar)
    {
        var high = _highs.Push(bar.High);
        var low = _lows.Push(bar.Low);
        if (!_highs.IsReady)
            return;
        _k.Update(high == low ? 0.0 : 100.0 * (bar.Close - low) / (high - low));
        if (_k.IsReady)
            _d.Update(_k.Value);
    }
}
