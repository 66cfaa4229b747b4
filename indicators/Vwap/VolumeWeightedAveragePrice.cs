namespace InvestBot.Indicators.Vwap;

/// <summary>Volume-weighted average price of the session: Σ(typical price · volume) / Σ volume. In price.</summary>
/// <remarks>
/// The caller says when a session begins (<see cref="StartSession"/>): calendars are not known here. Sums only grow
/// within a session, so that nothing drifts. NaN while the session has no volume. Warm-up: 1 bar with volume.
/// Source: Berkowitz, Logue and Noser, 1988; conventions of Skender Stock.Indicators (vwap).
/// </remarks>
public sealed class VolumeWeightedAveragePrice : IBarIndicator
{
    private double _traded;
    private double _volume;

    /// <inheritdoc/>
    public int WarmUp => 1;

    /// <inheritdoc/>
    public bool IsReady => _volume > 0.0;

    /// <summary>The session's average price so far; NaN until ready.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>Forgets the session before; call it before the first bar of a new one.</summary>
    public void StartSession()
    {
        _traded = 0.0;
        _volume = 0.0;
        Value = double.NaN;
    }

    /// <inheritdoc/>
    public void Update(in Ohlcv bar)
    {
        _traded += bar.Typical * bar.Volume;
        _volume += bar.Volume;
        Value = _volume > 0.0 ? _traded / _volume : double.NaN;
    }
}
