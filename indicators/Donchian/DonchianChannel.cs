using InvestBot.Indicators.Rolling;

namespace InvestBot.Indicators.Donchian;

/// <summary>Donchian channel: highest high and lowest low of the n bars <b>before</b> the latest. In price.</summary>
/// <remarks>
/// The latest bar is left out, so that a close above <see cref="Upper"/> is a breakout; where it is asked for
/// (<see cref="LatestBar"/>), the channel is of the last n bars. Warm-up: n + 1 bars, or n.
/// Source: Richard Donchian; conventions of Skender Stock.Indicators (donchian).
/// </remarks>
public sealed class DonchianChannel : IBarIndicator
{
    private readonly bool _latest;
    private WindowExtreme _highs;
    private WindowExtreme _lows;
    private double _high = double.NaN;
    private double _low = double.NaN;

    /// <param name="period">Bars of the channel, at least 1; 20 is usual.</param>
    /// <param name="latest">Whether the latest bar is part of it.</param>
    public DonchianChannel(int period = 20, LatestBar latest = LatestBar.Excluded)
    {
        _latest = latest == LatestBar.Included;
        _highs = new WindowExtreme(period, 1.0);
        _lows = new WindowExtreme(period, -1.0);
    }

    /// <inheritdoc/>
    public int WarmUp => _latest ? _highs.Period : _highs.Period + 1;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Upper);

    /// <summary>Highest high of the n bars; NaN until ready.</summary>
    public double Upper { get; private set; } = double.NaN;

    /// <summary>Lowest low of the n bars; NaN until ready.</summary>
    public double Lower { get; private set; } = double.NaN;

    /// <summary>(upper + lower) / 2; NaN until ready.</summary>
    public double Middle => (Upper + Lower) / 2.0;

    /// <summary>(upper − lower) / middle, a fraction; NaN where the middle is 0.</summary>
    public double Width => Middle == 0.0 ? double.NaN : (Upper - Lower) / Middle;

    /// <inheritdoc/>
    public void Update(in Ohlcv bar)
    {
        Upper = _high;
        Lower = _low;
        var high = _highs.Push(bar.High);
        var low = _lows.Push(bar.Low);
        if (!_highs.IsReady)
            return;
        _high = high;
        _low = low;
        if (!_latest)
            return;
        Upper = high;
        Lower = low;
    }
}
