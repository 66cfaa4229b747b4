namespace InvestBot.Feeds.Recordings;

/// <summary>Bars of one symbol as arrays of whole numbers: 44 bytes per bar, exact.</summary>
internal sealed class BarColumns
{
    private int[] _minutes = new int[1024];

    internal int Count { get; private set; }

    /// <summary>Open, high, low, close of bar 0, then of bar 1, …</summary>
    internal ScaledNumbers Prices { get; } = new();

    internal ScaledNumbers Volumes { get; } = new();

    /// <summary>Open times in minutes since 1970-01-01 UTC, ascending.</summary>
    internal ReadOnlySpan<int> Minutes => _minutes.AsSpan(0, Count);

    /// <summary>Adds open, high, low, close and volume; false when they don't fit beside the other numbers.</summary>
    internal bool TryAdd(int minutes, ReadOnlySpan<long> mantissas, ReadOnlySpan<int> decimals)
    {
        for (var i = 0; i < 4; i++)
        {
            if (!Prices.TryAdd(mantissas[i], decimals[i]))
                return Undo();
        }

        if (!Volumes.TryAdd(mantissas[4], decimals[4]))
            return Undo();
        if (Count == _minutes.Length)
            Array.Resize(ref _minutes, Count * 2);
        _minutes[Count++] = minutes;
        return true;
    }

    /// <summary>Takes the last bar back.</summary>
    internal void RemoveLast()
    {
        Count--;
        Undo();
    }

    /// <summary>Cuts the arrays to their length.</summary>
    internal void Trim()
    {
        Array.Resize(ref _minutes, Count);
        Prices.Trim();
        Volumes.Trim();
    }

    private bool Undo()
    {
        Prices.Truncate(Count * 4);
        Volumes.Truncate(Count);
        return false;
    }
}
