using InvestBot.Indicators;

namespace InvestBot.Strategies.Patterns;

/// <summary>The last bars, oldest first, at hand as one span.</summary>
/// <param name="length">How many, at least 1.</param>
internal sealed class RecentBars(int length)
{
    private readonly Ohlcv[] _ring = new Ohlcv[length];
    private readonly Ohlcv[] _row = new Ohlcv[length];
    private int _next;
    private int _count;

    /// <summary>At most so many as there is room for; fewer at the start. Laid in a row when asked for, which is rarer than a bar; good until it is asked for again.</summary>
    internal ReadOnlySpan<Ohlcv> Span
    {
        get
        {
            if (_count < length) return _ring.AsSpan(0, _count);
            _ring.AsSpan(_next).CopyTo(_row);
            _ring.AsSpan(0, _next).CopyTo(_row.AsSpan(length - _next));
            return _row;
        }
    }

    /// <summary>Takes the next bar.</summary>
    internal void Add(in Ohlcv bar)
    {
        _ring[_next] = bar;
        _next = _next + 1 == length ? 0 : _next + 1;
        if (_count < length) _count++;
    }
}
