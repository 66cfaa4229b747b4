using InvestBot.Domain.Markets;
using InvestBot.Indicators;

namespace InvestBot.Strategies.Timeframes;

/// <summary>
/// Joins bars to longer ones, on boundaries of the UTC clock. A longer bar is handed on at the close of its last short one, or, where
/// that is missing, when the first of the next comes: never before its time is over.
/// </summary>
internal sealed class BarAggregator
{
    private readonly long _barTicks;
    private readonly long _ticks;
    private readonly BarClosed _closed;
    private long _bucket = long.MinValue;
    private Ohlcv _open;

    /// <param name="timeframe">Length of the bars that come.</param>
    /// <param name="bars">How many make a longer one, at least 1.</param>
    /// <param name="closed">Takes a longer bar that is over.</param>
    internal BarAggregator(Timeframe timeframe, int bars, BarClosed closed)
    {
        _barTicks = timeframe.Length.Ticks;
        _ticks = _barTicks * bars;
        _closed = closed;
    }

    /// <summary>Takes a bar that is over.</summary>
    internal delegate void BarClosed(in Ohlcv bar);

    /// <summary>Takes the next bar, in time order.</summary>
    internal void Update(in Bar bar, in Ohlcv values)
    {
        var bucket = bar.OpenTime.UtcTicks / _ticks;
        if (bucket != _bucket)
        {
            if (_bucket != long.MinValue) _closed(in _open);
            (_bucket, _open) = (bucket, values);
        }
        else
        {
            _open = new Ohlcv(_open.Open, Math.Max(_open.High, values.High), Math.Min(_open.Low, values.Low), values.Close, _open.Volume + values.Volume);
        }
        if (bar.OpenTime.UtcTicks + _barTicks != (bucket + 1) * _ticks) return;
        _closed(in _open);
        _bucket = long.MinValue;
    }
}
