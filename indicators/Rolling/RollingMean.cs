namespace InvestBot.Indicators.Rolling;

/// <summary>Arithmetic mean of the last n values, in O(1) amortised time, that does not drift.</summary>
/// <remarks>
/// Algorithm: the two blocks of <see cref="RollingSum"/>, with every value taken relative to an anchor, the last value
/// of the block before, which is always inside the window: mean = anchor + Σ(x − anchor) / n. The rounding error is so
/// measured by the range of the window, not by the price level, and equal values have exactly their own mean.
/// </remarks>
public sealed class RollingMean : IValueIndicator
{
    private readonly double[] _ring;
    private readonly double _inverse;
    private int _next;
    private double _anchor;
    private double _head;
    private bool _full;
    private bool _started;

    /// <param name="period">Window length in inputs, at least 1.</param>
    public RollingMean(int period)
    {
        _ring = new double[Period.AtLeast(1, period) + 1];
        _inverse = 1.0 / period;
    }

    /// <inheritdoc/>
    public int WarmUp => _ring.Length - 1;

    /// <inheritdoc/>
    public bool IsReady => _full;

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Update(double value)
    {
        var ring = _ring;
        var next = _next;
        if (next == ring.Length - 1)
        {
            SumTails(ring);
            next = 0;
            _head = 0.0;
        }
        else if (!_started)
        {
            _started = true;
            _anchor = Anchor.From(value);
        }

        ring[next++] = value;
        _head += value - _anchor;
        _next = next;
        if (next == ring.Length - 1)
            _full = true;
        return Value = _full ? _anchor + ((ring[next] + _head) * _inverse) : double.NaN;
    }

    private void SumTails(double[] ring)
    {
        var anchor = Anchor.From(ring[^2]);
        var tail = 0.0;
        for (var i = ring.Length - 2; i >= 0; i--)
        {
            tail += ring[i] - anchor;
            ring[i] = tail;
        }

        _anchor = anchor;
    }
}
