namespace InvestBot.Backtest.Search;

/// <summary>
/// Tree-structured Parzen estimator: after some random points, draws where good ones were dense and bad ones were not. Each
/// range has a density of the best quarter and one of the rest, a mixture of normal kernels and an even part; of 24 draws
/// from the first the one with the largest quotient is taken.
/// </summary>
/// <remarks>
/// Source: Bergstra, Bardenet, Bengio and Kégl, Algorithms for Hyper-Parameter Optimization, Advances in Neural Information
/// Processing Systems 24, 2011. A kernel's width is the larger distance to its neighbours, from range ÷ (points + 1) to the range.
/// </remarks>
public sealed class TreeParzenSearcher(IReadOnlyList<SearchRange> ranges, int seed) : ISearcher
{
    private const int Startup = 10;
    private const int Draws = 24;
    private const double GoodShare = 0.25;
    private readonly Random _random = new(seed);
    private readonly List<(double[] Point, double Score)> _heard = [];

    /// <inheritdoc/>
    public double[]? Ask()
    {
        if (_heard.Count < Startup) return [.. ranges.Select(range => RandomSearcher.Draw(range, _random))];
        var sorted = _heard.OrderByDescending(trial => trial.Score).Select(trial => trial.Point).ToList();
        var good = (int)Math.Ceiling(GoodShare * sorted.Count);
        return [.. ranges.Select((range, i) => Best(range, [.. sorted.Take(good).Select(point => point[i])], [.. sorted.Skip(good).Select(point => point[i])]))];
    }

    /// <inheritdoc/>
    public void Tell(double[] point, double score) => _heard.Add((point, double.IsNaN(score) ? double.NegativeInfinity : score));

    private double Best(SearchRange range, double[] good, double[] bad)
    {
        if (range.High <= range.Low) return range.Low;
        var (near, far) = (new ParzenDensity(range.Low, range.High, good), new ParzenDensity(range.Low, range.High, bad));
        var (best, most) = (range.Low, double.NegativeInfinity);
        for (var i = 0; i < Draws; i++)
        {
            var value = range.Nearest(near.Draw(_random));
            var gain = Math.Log(near.At(value)) - Math.Log(far.At(value));
            if (gain > most) (best, most) = (value, gain);
        }
        return best;
    }
}
