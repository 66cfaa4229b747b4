namespace InvestBot.Indicators.Obv;

/// <summary>On-balance volume: volume added on a higher close, subtracted on a lower one. In units traded.</summary>
/// <remarks>
/// Starts at 0 with the first bar, so only differences have a meaning. Warm-up: 1 bar.
/// Source: Joseph Granville, 1963; conventions of Skender Stock.Indicators (obv).
/// </remarks>
public sealed class OnBalanceVolume : IBarIndicator
{
    private double _previousClose;

    /// <inheritdoc/>
    public int WarmUp => 1;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <summary>The balance; NaN until ready.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public void Update(in Ohlcv bar)
    {
        if (double.IsNaN(Value))
            Value = 0.0;
        else if (bar.Close > _previousClose)
            Value += bar.Volume;
        else if (bar.Close < _previousClose)
            Value -= bar.Volume;
        _previousClose = bar.Close;
    }
}
