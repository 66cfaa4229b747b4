using InvestBot.Feeds.Csv;

namespace InvestBot.Feeds.Recordings;

/// <summary>A growing array of decimal numbers as whole numbers at one common scale: exact, 8 bytes each.</summary>
/// <remarks>
/// The scale grows when a number with more decimals comes. Where that would overflow, beyond 18 significant digits in
/// one file, the new number is rounded half to even and counted, or refused when nothing of it would be left.
/// </remarks>
internal sealed class ScaledNumbers
{
    private long[] _values = new long[4096];
    private long _largest;

    internal int Count { get; private set; }

    /// <summary>Decimals that all numbers are held with.</summary>
    internal int Decimals { get; private set; }

    internal int Rounded { get; private set; }

    internal long this[int index] => _values[index];

    internal bool TryAdd(long mantissa, int decimals)
    {
        if (decimals > Decimals)
            Grow(decimals);
        if (!TryScale(mantissa, decimals, out var value))
            return false;
        if (Count == _values.Length)
            Array.Resize(ref _values, Count * 2);
        _values[Count++] = value;
        _largest = Math.Max(_largest, value);
        return true;
    }

    /// <summary>Takes the last numbers back.</summary>
    internal void Truncate(int count) => Count = count;

    /// <summary>Cuts the array to its length.</summary>
    internal void Trim() => Array.Resize(ref _values, Count);

    private void Grow(int wanted)
    {
        var room = wanted - Decimals;
        while (room > 0 && _largest > long.MaxValue / Powers.OfTen(room))
            room--;
        var factor = Powers.OfTen(room);
        for (var i = 0; i < Count; i++)
            _values[i] *= factor;
        _largest *= factor;
        Decimals += room;
    }

    private bool TryScale(long mantissa, int decimals, out long value)
    {
        value = mantissa;
        if (decimals == Decimals)
            return true;
        if (decimals < Decimals)
        {
            var factor = Powers.OfTen(Decimals - decimals);
            if (mantissa > long.MaxValue / factor)
                return false;
            value = mantissa * factor;
            return true;
        }

        Rounded++;
        value = (long)decimal.Round(
            mantissa / (decimal)Powers.OfTen(decimals - Decimals), 0, MidpointRounding.ToEven);
        return value != 0 || mantissa == 0;
    }
}
