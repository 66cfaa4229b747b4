namespace InvestBot.Indicators.Rolling;

/// <summary>
/// Wilder's smoothing: the mean of the first n inputs, then previous + (input − previous) / n.
/// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978.
/// </summary>
internal struct Wilder(int period)
{
    private readonly double _rest = Rolling.Period.AtLeast(1, period) - 1.0;
    private readonly double _inverse = 1.0 / period;
    private double _sum;
    private int _count;

    internal readonly int Period => period;

    internal readonly bool IsReady => _count == period;

    internal double Value { get; private set; } = double.NaN;

    internal double Update(double value)
    {
        if (_count == period)
            return Value = ((Value * _rest) + value) * _inverse;
        _sum += value;
        if (++_count == period)
            Value = _sum * _inverse;
        return Value;
    }
}
