using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Rsi;

/// <summary>Relative strength index: 100 − 100 / (1 + average gain / average loss), in [0, 100].</summary>
/// <remarks>
/// Averages are Wilder's: the mean of the first n changes, then (previous·(n−1) + change) / n. Without any loss the
/// value is 100, a flat market included. Warm-up: n + 1 inputs; the seed's weight falls below 1 % after about 4.6·n.
/// Source: Wilder, New Concepts in Technical Trading Systems, 1978; conventions of Skender Stock.Indicators (rsi).
/// </remarks>
public sealed class RelativeStrengthIndex : IValueIndicator
{
    private Wilder _gain;
    private Wilder _loss;
    private double _previous = double.NaN;
    private bool _started;

    /// <param name="period">Number of changes that are averaged, at least 1; 14 is usual.</param>
    public RelativeStrengthIndex(int period = 14)
    {
        _gain = new Wilder(period);
        _loss = new Wilder(period);
    }

    /// <inheritdoc/>
    public int WarmUp => _gain.Period + 1;

    /// <inheritdoc/>
    public bool IsReady => _gain.IsReady;

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Update(double value)
    {
        if (!_started)
        {
            _started = true;
            _previous = value;
            return double.NaN;
        }

        var change = value - _previous;
        _previous = value;
        var gain = _gain.Update(change < 0.0 ? 0.0 : change);
        var loss = _loss.Update(change < 0.0 ? -change : 0.0);
        if (!_gain.IsReady)
            return double.NaN;
        return Value = loss == 0.0 ? 100.0 : 100.0 * gain / (gain + loss);
    }
}
