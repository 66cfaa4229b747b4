using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Volumes;

/// <summary>Average volume of n bars, and the latest bar's volume as a multiple of the average before it.</summary>
/// <remarks>
/// <see cref="Ratio"/> compares with the n bars <b>before</b> the latest, so that a burst does not dilute its own
/// measure. Warm-up: n bars for <see cref="Value"/>, n + 1 for <see cref="Ratio"/>.
/// </remarks>
public sealed class VolumeAverage(int period = 20) : IBarIndicator
{
    private readonly RollingMean _mean = new(period);
    private double _last = double.NaN;

    /// <inheritdoc/>
    public int WarmUp => _mean.WarmUp + 1;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Previous);

    /// <summary>Average of the last n bars, the latest included, in units traded; NaN for the first n − 1 bars.</summary>
    public double Value => _mean.Value;

    /// <summary>Average of the n bars before the latest; NaN until ready.</summary>
    public double Previous { get; private set; } = double.NaN;

    /// <summary>Volume / <see cref="Previous"/>; NaN until ready and where there was no volume before.</summary>
    public double Ratio => Previous == 0.0 ? double.NaN : _last / Previous;

    /// <inheritdoc/>
    public void Update(in Ohlcv bar)
    {
        Previous = _mean.Value;
        _mean.Update(bar.Volume);
        _last = bar.Volume;
    }
}
