namespace InvestBot.Backtest.Search;

/// <summary>Points drawn evenly and independently.</summary>
/// <remarks>Source: Bergstra and Bengio, Random Search for Hyper-Parameter Optimization, Journal of Machine Learning Research 13, 2012.</remarks>
public sealed class RandomSearcher(IReadOnlyList<SearchRange> ranges, int seed) : ISearcher
{
    private readonly Random _random = new(seed);

    /// <inheritdoc/>
    public double[]? Ask() => [.. ranges.Select(range => Draw(range, _random))];

    /// <inheritdoc/>
    public void Tell(double[] point, double score) { }

    internal static double Draw(SearchRange range, Random random) => range.Step is null
        ? range.Low + ((range.High - range.Low) * random.NextDouble())
        : range.At(random.Next(range.Count));
}
