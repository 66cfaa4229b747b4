using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
        return Value = Smaller(_values, value) / (double)_values.Length;
    }

    // Apart, so that the compiler spends all that it may inline on this loop, whoever calls.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Smaller(double[] values, double value)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(values);
        var length = (nuint)values.Length;
        nuint i = 0;
        var smaller = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            var reference = Vector512.Create(value);
            for (; i + (nuint)Vector512<double>.Count <= length; i += (nuint)Vector512<double>.Count)
                smaller += BitOperations.PopCount(Vector512.LessThan(Vector512.LoadUnsafe(ref first, i), reference).ExtractMostSignificantBits());
        }
        else
        {
            var reference = new Vector<double>(value);
            var sum = Vector<long>.Zero;
            for (; i + (nuint)Vector<double>.Count <= length; i += (nuint)Vector<double>.Count)
                sum -= Vector.LessThan(Vector.LoadUnsafe(ref first, i), reference);
            smaller = (int)Vector.Sum(sum);
        }

        for (; i < length; i++)
            if (values[i] < value) smaller++;
        return smaller;
    }
}
