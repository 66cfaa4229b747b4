using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Sma;

/// <summary>Simple moving average: (x₁ + … + xₙ) / n. In the unit of its input.</summary>
/// <remarks>
/// Warm-up: n inputs. Source: the arithmetic mean; conventions of Skender Stock.Indicators (sma).
/// Algorithm: <see cref="RollingMean"/>, which does not drift.
/// </remarks>
public sealed class SimpleMovingAverage(int period) : IValueIndicator
{
    private readonly RollingMean _mean = new(period);

    /// <inheritdoc/>
    public int WarmUp => _mean.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => _mean.IsReady;

    /// <inheritdoc/>
    public double Value => _mean.Value;

    /// <inheritdoc/>
    public double Update(double value) => _mean.Update(value);
}
