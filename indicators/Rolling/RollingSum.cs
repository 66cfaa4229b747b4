namespace InvestBot.Indicators.Rolling;

/// <summary>Sum of the last n values, in O(1) amortised time, that does not drift.</summary>
/// <remarks>
/// Algorithm: two blocks (the queue from two stacks; van Herk 1992, Gil and Werman 1993 use it for minima). The window
/// is the tail of the block before and the head of the present block. The tails are summed once per n inputs from the
/// end backwards, the head grows by addition; a value is never subtracted. The error is therefore that of one plain
/// sum of n terms for ever, and an infinity or NaN is gone once it has left the window.
/// </remarks>
public sealed class RollingSum : IValueIndicator
{
    // Positions before _next hold values of the present block, those from _next on the tail sums of the block before.
    private readonly double[] _ring;
    private int _next;
    private double _head;
    private bool _full;

    /// <param name="period">Window length in inputs, at least 1.</param>
    public RollingSum(int period) => _ring = new double[Period.AtLeast(1, period) + 1];

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

        ring[next++] = value;
        _head += value;
        _next = next;
        if (next == ring.Length - 1)
            _full = true;
        return Value = _full ? ring[next] + _head : double.NaN;
    }

    private static void SumTails(double[] ring)
    {
        var tail = 0.0;
        for (var i = ring.Length - 2; i >= 0; i--)
        {
            tail += ring[i];
            ring[i] = tail;
        }
    }
}
