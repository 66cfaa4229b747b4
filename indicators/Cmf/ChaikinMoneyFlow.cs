using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Cmf;

/// <summary>Chaikin money flow: Σ(multiplier · volume) / Σ volume over n bars, in [−1, 1].</summary>
/// <remarks>
/// Multiplier = ((close − low) − (high − close)) / (high − low), 0 where the bar has no range. Warm-up: n bars. NaN
/// where the window has no volume. Source: Marc Chaikin; conventions of Skender Stock.Indicators (cmf).
/// </remarks>
public sealed class ChaikinMoneyFlow(int period = 20) : IBarIndicator
{
    private readonly RollingSum _flow = new(period);
    private readonly RollingSum _volume = new(period);

    /// <inheritdoc/>
    public int WarmUp => _volume.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => _volume.IsReady;

    /// <summary>The money flow; NaN until ready.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public void Update(in Ohlcv bar)
    {
        var range = bar.High - bar.Low;
        var multiplier = range == 0.0 ? 0.0 : ((bar.Close - bar.Low) - (bar.High - bar.Close)) / range;
        var flow = _flow.Update(multiplier * bar.Volume);
        var volume = _volume.Update(bar.Volume);
        Value = volume == 0.0 ? double.NaN : flow / volume;
    }
}
