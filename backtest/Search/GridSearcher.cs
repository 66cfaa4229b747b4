namespace InvestBot.Backtest.Search;

/// <summary>Every combination of the ranges' values, the last range turning fastest.</summary>
public sealed class GridSearcher(IReadOnlyList<SearchRange> ranges) : ISearcher
{
    private readonly int[] _next = new int[ranges.Count];
    private bool _over;

    /// <summary>How many combinations there are; the largest number when there are more.</summary>
    public static long Size(IEnumerable<SearchRange> ranges) => ranges.Aggregate(1L, (size, range) => size > long.MaxValue / range.Count ? long.MaxValue : size * range.Count);

    /// <inheritdoc/>
    public double[]? Ask()
    {
        if (_over) return null;
        double[] point = [.. ranges.Select((range, i) => range.At(_next[i]))];
        _over = true;
        for (var i = ranges.Count - 1; i >= 0 && _over; i--)
        {
            _next[i] = (_next[i] + 1) % ranges[i].Count;
            _over = _next[i] == 0;
        }
        return point;
    }

    /// <inheritdoc/>
    public void Tell(double[] point, double score) { }
}
