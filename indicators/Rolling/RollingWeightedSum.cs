namespace InvestBot.Indicators.Rolling;

/// <summary>
/// Σx and Σi·x of the last n values (i = 1 for the oldest, n for the newest) relative to an anchor, for WMA and
/// regression, in O(1) amortised time, that do not drift.
/// </summary>
/// <remarks>
/// Algorithm: the two blocks of <see cref="RollingSum"/>. A value put before a tail moves the weights of the others up
/// by one, so its weighted sum grows by the tail's plain sum; the head's weights start behind the tail's length.
/// </remarks>
internal sealed class RollingWeightedSum
{
    private readonly double[] _ring;
    private readonly double[] _weighted;
    private int _next;
    private double _head;
    private double _headWeighted;
    private bool _started;

    internal RollingWeightedSum(int period)
    {
        _ring = new double[Period.AtLeast(2, period) + 1];
        _weighted = new double[period + 1];
    }

    internal int Length => _ring.Length - 1;

    internal bool IsReady { get; private set; }

    internal double Anchor { get; private set; }

    /// <summary>Σ(x − anchor).</summary>
    internal double Sum { get; private set; } = double.NaN;

    /// <summary>Σi·(x − anchor), i = 1 … n.</summary>
    internal double Weighted { get; private set; } = double.NaN;

    internal void Update(double value)
    {
        var ring = _ring;
        var next = _next;
        if (next == ring.Length - 1)
        {
            SumTails(ring, _weighted);
            next = 0;
            _head = 0.0;
            _headWeighted = 0.0;
        }
        else if (!_started)
        {
            _started = true;
            Anchor = Rolling.Anchor.From(value);
        }

        var d = value - Anchor;
        ring[next++] = value;
        _head += d;
        _headWeighted += next * d;
        _next = next;
        var tailLength = ring.Length - 1 - next;
        if (tailLength == 0)
            IsReady = true;
        if (!IsReady)
            return;

        Sum = ring[next] + _head;
        Weighted = _weighted[next] + (tailLength * _head) + _headWeighted;
    }

    private void SumTails(double[] ring, double[] weighted)
    {
        var anchor = Rolling.Anchor.From(ring[^2]);
        double tail = 0.0, tailWeighted = 0.0;
        for (var i = ring.Length - 2; i >= 0; i--)
        {
            tail += ring[i] - anchor;
            tailWeighted += tail;
            ring[i] = tail;
            weighted[i] = tailWeighted;
        }

        Anchor = anchor;
    }
}
