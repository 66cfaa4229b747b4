using InvestBot.Indicators;

namespace InvestBot.Strategies.Patterns;

/// <summary>The last bars, oldest first, at hand as one span.</summary>
/// <param name="length">How many, at least 1.</param>
internal sealed class RecentBars(int length)
{
    // Every bar is written twice, a length apart, so that the last ones always lie in a row.
    private readonly Ohlcv[] _bars = new Ohlcv[2 * length];
    private int _next;
    private int _count;

    /// <summary>At most so many as there is room for; fewer at the start.</summary>
    internal ReadOnlySpan<Ohlcv> Span => _count < length ? _bars.AsSpan(0, _count) : _bars.AsSpan(_next, length);

    /// <summary>Takes the next bar.</summary>
    internal void Add(in Ohlcv bar)
    {
        _bars[_next] = bar;
        _bars[_next + length] = bar;
        _next = _next + 1 == length ? 0 : _next + 1;
        if (_count < length) _count++;
    }
}
