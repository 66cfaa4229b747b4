using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Bollinger;

/// <summary>Bollinger bands: the mean of n values ± k standard deviations. In the unit of the input.</summary>
/// <remarks>
/// Warm-up: n inputs. Source: John Bollinger, Bollinger on Bollinger Bands, 2001 (population deviation, which is the default);
/// conventions of Skender Stock.Indicators (bb).
/// </remarks>
public sealed class BollingerBands : IIndicator
{
    private readonly RollingVariance _window;
    private readonly double _deviations;
    private readonly double _scale;
    private double _last = double.NaN;

    /// <param name="period">Window length in inputs, at least 2; 20 is usual.</param>
    /// <param name="deviations">Distance of the bands from the mean in standard deviations, above 0; 2 is usual.</param>
    /// <param name="deviation">Which standard deviation.</param>
    public BollingerBands(int period = 20, double deviations = 2.0, Deviation deviation = Deviation.Population)
    {
        if (!(deviations > 0.0) || !double.IsFinite(deviations))
            throw new ArgumentOutOfRangeException(nameof(deviations), deviations, "Must be above 0.");
        _window = new RollingVariance(period);
        _deviations = deviations;
        _scale = _window.Scale(deviation);
    }

    /// <inheritdoc/>
    public int WarmUp => _window.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => _window.IsReady;

    /// <summary>The mean; NaN until ready.</summary>
    public double Middle => _window.Mean;

    /// <summary>Mean plus k deviations; NaN until ready.</summary>
    public double Upper => Middle + (_deviations * StandardDeviation);

    /// <summary>Mean minus k deviations; NaN until ready.</summary>
    public double Lower => Middle - (_deviations * StandardDeviation);

    /// <summary>%B: 0 at the lower band, 1 at the upper, outside beyond them; NaN where the bands coincide.</summary>
    public double PercentB => Upper == Lower ? double.NaN : (_last - Lower) / (Upper - Lower);

    /// <summary>(upper − lower) / middle, a fraction; NaN where the middle is 0.</summary>
    public double Width => Middle == 0.0 ? double.NaN : (Upper - Lower) / Middle;

    /// <summary>Standard deviation of the window; NaN until ready.</summary>
    public double StandardDeviation => Math.Sqrt(_window.Variance * _scale);

    /// <summary>Takes the next input, in time order.</summary>
    public void Update(double value)
    {
        _last = value;
        _window.Update(value);
    }
}
