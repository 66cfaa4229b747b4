using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Regression;

/// <summary>The least-squares line through the last n values: slope per bar, its end point and R².</summary>
/// <remarks>
/// Slope = Σ(i − ī)(x − x̄) / Σ(i − ī)². Warm-up: n inputs. Does not drift.
/// Source: ordinary least squares; conventions of Skender Stock.Indicators (slope).
/// </remarks>
public sealed class LinearRegression : IIndicator
{
    private readonly RollingWeightedSum _sums;
    private readonly RollingVariance _window;
    private readonly double _centre;
    private readonly double _spread;

    /// <param name="period">Window length in inputs, at least 2.</param>
    public LinearRegression(int period)
    {
        _sums = new RollingWeightedSum(period);
        _window = new RollingVariance(period);
        _centre = (period + 1.0) / 2.0;
        _spread = period * ((period * (double)period) - 1.0) / 12.0;
    }

    /// <inheritdoc/>
    public int WarmUp => _sums.Length;

    /// <inheritdoc/>
    public bool IsReady => _sums.IsReady;

    /// <summary>Change per bar in the unit of the input; NaN until ready.</summary>
    public double Slope { get; private set; } = double.NaN;

    /// <summary>The line's value at the latest input; NaN until ready.</summary>
    public double End => _window.Mean + (Slope * (_centre - 1.0));

    /// <summary>Share of the variance that the line explains, [0, 1]; NaN until ready and where the window is flat.</summary>
    public double RSquared => _window.Variance == 0.0
        ? double.NaN
        : Math.Min(1.0, Slope * Slope * _spread / (WarmUp * _window.Variance));

    /// <summary>Population standard deviation of the window; NaN until ready.</summary>
    public double StandardDeviation => _window.StandardDeviation;

    /// <summary>Takes the next input, in time order.</summary>
    public void Update(double value)
    {
        _window.Update(value);
        _sums.Update(value);
        if (_sums.IsReady)
            Slope = (_sums.Weighted - (_centre * _sums.Sum)) / _spread;
    }
}
