using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Volatility;

/// <summary>Realised volatility: √(bars per year · mean of squared log returns over n bars), a fraction per year.</summary>
/// <remarks>
/// The mean return is taken as 0, as is usual for short bars, or as it is (<see cref="ReturnMean"/>). With 1 bar per year it is the volatility per bar.
/// Warm-up: n + 1 inputs. Source: Andersen and Bollerslev, International Economic Review 39, 1998.
/// </remarks>
public sealed class RealisedVolatility : IValueIndicator
{
    private readonly RollingSum _squares;
    private readonly RollingVariance? _returns;
    private readonly double _scale;
    private double _previous = double.NaN;
    private bool _started;

    /// <param name="period">Number of returns, at least 1.</param>
    /// <param name="barsPerYear">How many bars a year has, above 0; 1 for the volatility of one bar.</param>
    /// <param name="mean">What returns are measured from; with their own mean there must be at least 2.</param>
    public RealisedVolatility(int period, double barsPerYear = 1.0, ReturnMean mean = ReturnMean.Zero)
    {
        if (!(barsPerYear > 0.0) || !double.IsFinite(barsPerYear))
            throw new ArgumentOutOfRangeException(nameof(barsPerYear), barsPerYear, "Must be above 0.");
        _squares = new RollingSum(period);
        _returns = mean == ReturnMean.Sample ? new RollingVariance(period) : null;
        _scale = barsPerYear / (mean == ReturnMean.Sample ? period - 1.0 : period);
    }

    /// <inheritdoc/>
    public int WarmUp => _squares.WarmUp + 1;

    /// <inheritdoc/>
    public bool IsReady => _returns?.IsReady ?? _squares.IsReady;

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Update(double value)
    {
        if (_started)
        {
            var change = Math.Log(value / _previous);
            Value = Math.Sqrt(SquaresOf(change) * _scale);
        }

        _started = true;
        _previous = value;
        return Value;
    }

    /// <summary>The sum of the squared distances of the last n returns from their mean.</summary>
    private double SquaresOf(double change)
    {
        if (_returns is not { } returns)
            return _squares.Update(change * change);
        returns.Update(change);
        return returns.Variance * returns.WarmUp;
    }
}
