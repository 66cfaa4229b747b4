namespace InvestBot.Backtest.Search;

/// <summary>Proposes points of a space and hears what they came to. Deterministic by its seed and by what it heard.</summary>
public interface ISearcher
{
    /// <summary>The next point, a value for each range; <c>null</c> when there is none left.</summary>
    double[]? Ask();

    /// <summary>Tells what a point came to; in the order in which they were asked for.</summary>
    /// <param name="point">As it was given.</param>
    /// <param name="score">Higher is better.</param>
    void Tell(double[] point, double score);
}
