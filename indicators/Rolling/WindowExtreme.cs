namespace InvestBot.Indicators.Rolling;

/// <summary>
/// The largest of the last n values by the two blocks of <see cref="RollingSum"/> (van Herk 1992, Gil and Werman 1993):
/// the tails' extremes are taken once per n inputs, the head's grows. Unlike a monotone deque it has no branch that the
/// data decides, which makes it about three times as fast on prices. The processor's own maximum is taken: it takes
/// less time than <see cref="Math.Max(double, double)"/>, and what it makes of NaN depends on the processor, but no bar has one.
/// </summary>
internal struct WindowExtreme
{
    private readonly double[] _ring;
    private readonly double _sign;
    private int _next;
    private double _head;
    private bool _full;

    /// <param name="period">Window length, at least 1.</param>
    /// <param name="sign">1 for the maximum, −1 for the minimum.</param>
    internal WindowExtreme(int period, double sign)
    {
        _ring = new double[Rolling.Period.AtLeast(1, period) + 1];
        _ring[period] = double.NegativeInfinity;
        _sign = sign;
        _next = 0;
        _head = double.NegativeInfinity;
        _full = false;
    }

    internal readonly int Period => _ring.Length - 1;

    internal readonly bool IsReady => _full;

    /// <summary>Takes a value and returns the extreme of the last n, or of all while there are fewer.</summary>
    internal double Push(double value)
    {
        var ring = _ring;
        var next = _next;
        if (next == ring.Length - 1)
        {
            TakeTails(ring);
            next = 0;
            _head = double.NegativeInfinity;
        }

        var signed = _sign * value;
        ring[next++] = signed;
        _head = double.MaxNative(_head, signed);
        _next = next;
        if (next == ring.Length - 1)
            _full = true;
        return _sign * (_full ? double.MaxNative(ring[next], _head) : _head);
    }

    private static void TakeTails(double[] ring)
    {
        var tail = double.NegativeInfinity;
        for (var i = ring.Length - 2; i >= 0; i--)
        {
            tail = double.MaxNative(tail, ring[i]);
            ring[i] = tail;
        }
    }
}
