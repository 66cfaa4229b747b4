using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Ema;

/// <summary>Exponential moving average: e ← e + k·(x − e), k = 2 / (n + 1). In the unit of its input.</summary>
/// <remarks>
/// Seed: the simple average of the first n inputs, or the first input (<see cref="EmaSeed"/>). Warm-up: n inputs, with
/// either; the seed's weight falls below 1 % after about 2.3·n more. Source: conventions of Skender Stock.Indicators (ema).
/// </remarks>
public sealed class ExponentialMovingAverage : IValueIndicator
{
    private readonly double _k;
    private readonly bool _fromFirst;
    // Until warm: the sum of the inputs, or the average so far where it starts from the first.
    private double _sum;
    private int _count;

    /// <param name="period">Window length in inputs, at least 1.</param>
    /// <param name="seed">What it starts from.</param>
    public ExponentialMovingAverage(int period, EmaSeed seed = EmaSeed.Mean)
    {
        _fromFirst = seed == EmaSeed.First;
        WarmUp = Period.AtLeast(1, period);
        _k = 2.0 / (period + 1.0);
    }

    /// <inheritdoc/>
    public int WarmUp { get; }

    /// <inheritdoc/>
    public bool IsReady => _count == WarmUp;

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Update(double value)
    {
        if (_count == WarmUp)
            return Value += _k * (value - Value);
        _sum = _fromFirst && _count > 0 ? _sum + (_k * (value - _sum)) : _sum + value;
        if (++_count == WarmUp)
            Value = _fromFirst ? _sum : _sum / WarmUp;
        return Value;
    }
}
