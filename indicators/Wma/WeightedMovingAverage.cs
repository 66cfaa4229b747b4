using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Wma;

/// <summary>Linearly weighted moving average: Σi·xᵢ / (n(n+1)/2), the newest weighing n. In the unit of its input.</summary>
/// <remarks>Warm-up: n inputs. Source: conventions of Skender Stock.Indicators (wma). Does not drift.</remarks>
public sealed class WeightedMovingAverage : IValueIndicator
{
    private readonly RollingWeightedSum _sums;
    private readonly double _inverse;

    /// <param name="period">Window length in inputs, at least 2.</param>
    public WeightedMovingAverage(int period)
    {
        _sums = new RollingWeightedSum(period);
        _inverse = 2.0 / (period * (period + 1.0));
    }

    /// <inheritdoc/>
    public int WarmUp => _sums.Length;

    /// <inheritdoc/>
    public bool IsReady => _sums.IsReady;

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Update(double value)
    {
        _sums.Update(value);
        return Value = _sums.IsReady ? _sums.Anchor + (_sums.Weighted * _inverse) : double.NaN;
    }
}
