namespace InvestBot.Indicators.Rolling;

/// <summary>Gives back each value n inputs later.</summary>
internal sealed class Lag(int distance)
{
    private readonly double[] _ring = new double[Period.AtLeast(1, distance)];
    private int _next;

    internal int Distance => _ring.Length;

    /// <summary>Whether the next <see cref="Push"/> returns a value that was put in.</summary>
    internal bool IsFull { get; private set; }

    /// <summary>Takes a value and returns the one taken <see cref="Distance"/> inputs ago, NaN while there is none.</summary>
    internal double Push(double value)
    {
        var ring = _ring;
        var next = _next;
        var old = IsFull ? ring[next] : double.NaN;
        ring[next++] = value;
        if (next == ring.Length)
        {
            next = 0;
            IsFull = true;
        }

        _next = next;
        return old;
    }
}
