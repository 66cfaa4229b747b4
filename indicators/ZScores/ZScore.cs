using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.ZScores;

/// <summary>Standard score: (x − mean) / standard deviation of the last n inputs, x included. No unit.</summary>
/// <remarks>
/// Warm-up: n inputs. NaN where the window is flat. Population deviation unless asked otherwise. Source: conventions of Skender Stock.Indicators (stdev, zScore).
/// </remarks>
public sealed class ZScore : IValueIndicator
{
    private readonly RollingVariance _window;
    private readonly double _scale;

    /// <param name="period">Window length in inputs, at least 2.</param>
    /// <param name="deviation">Which standard deviation.</param>
    public ZScore(int period, Deviation deviation = Deviation.Population)
    {
        _window = new RollingVariance(period);
        _scale = _window.Scale(deviation);
    }

    /// <inheritdoc/>
    public int WarmUp => _window.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => _window.IsReady;

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Update(double value)
    {
        _window.Update(value);
        var deviation = Math.Sqrt(_window.Variance * _scale);
        return Value = deviation == 0.0 ? double.NaN : (value - _window.Mean) / deviation;
    }
}
