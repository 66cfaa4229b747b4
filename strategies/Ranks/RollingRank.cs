using System.Numerics;

namespace InvestBot.Strategies.Ranks;

/// <summary>Where a value stands among those of its recent past.</summary>
/// <param name="length">Length of the past, the present value included; at least 1.</param>
internal sealed class RollingRank(int length)
{
    private readonly double[] _values = new double[length];
    private int _next;
    private int _count;

    /// <summary>Share of the recent past that is smaller than the present value, from 0 to below 1; NaN before there is enough of it.</summary>
    internal double Value { get; private set; } = double.NaN;

    /// <summary>Takes the next value; NaN is not taken.</summary>
    internal double Update(double value)
    {
        if (double.IsNaN(value)) return Value;
        _values[_next] = value;
        _next = _next + 1 == _values.Length ? 0 : _next + 1;
        if (_count < _values.Length && ++_count < _values.Length) return Value;
        return Value = Smaller(value) / (double)_values.Length;
    }

    private int Smaller(double value)
    {
        var values = _values.AsSpan();
        var reference = new Vector<double>(value);
        var sum = Vector<long>.Zero;
        var i = 0;
        for (; i + Vector<double>.Count <= values.Length; i += Vector<double>.Count)
            sum -= Vector.LessThan(new Vector<double>(values[i..]), reference);
        var smaller = (int)Vector.Sum(sum);
        for (; i < values.Length; i++)
            if (values[i] < value) smaller++;
        return smaller;
    }
}
