namespace InvestBot.Domain.Trades;

/// <summary>Figures of a series of returns beside those of a benchmark over the same periods.</summary>
/// <remarks>
/// Conventions of empyrical: beta is the covariance ÷ the benchmark's variance; alpha is the mean return less beta times the benchmark's,
/// compounded over a year, risk-free rate 0; the information ratio is the mean of the differences ÷ their sample standard deviation
/// (n − 1), here × √periods a year as a Sharpe ratio is. Correlation is Pearson's. Where empyrical has NaN there is no figure. Sources:
/// Jensen, Journal of Finance 23, 1968; Goodwin, Financial Analysts Journal 54, 1998.
/// </remarks>
/// <param name="Count">How many pairs of returns.</param>
/// <param name="Beta">None below two returns, or where the benchmark does not vary.</param>
/// <param name="Alpha">A year, a fraction; where there is a beta.</param>
/// <param name="Correlation">None below two returns, or where one of both does not vary.</param>
/// <param name="InformationRatio">None below two returns, or where the differences do not vary.</param>
public sealed record BenchmarkStatistics(int Count, double? Beta, double? Alpha, double? Correlation, double? InformationRatio)
{
    private const double LeastVariance = 1e-30;

    /// <summary>Computes the figures.</summary>
    /// <param name="returns">In order of time; 0.01 is one percent.</param>
    /// <param name="benchmark">Those of the benchmark in the same periods.</param>
    /// <param name="periodsPerYear">252 for the days of an exchange, 365 for a market that is always open.</param>
    /// <exception cref="ArgumentException">There are not as many of both.</exception>
    public static BenchmarkStatistics Of(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, double periodsPerYear)
    {
        var count = returns.Length;
        if (count != benchmark.Length) throw new ArgumentException($"There are {count} returns and {benchmark.Length} of the benchmark.", nameof(benchmark));
        if (count < 2) return new BenchmarkStatistics(count, null, null, null, null);
        var (own, other) = (Mean(returns), Mean(benchmark));
        double ownSquares = 0, otherSquares = 0, products = 0, differences = 0;
        for (var i = 0; i < count; i++)
        {
            var (a, b) = (returns[i] - own, benchmark[i] - other);
            ownSquares += a * a;
            otherSquares += b * b;
            products += a * b;
            differences += (a - b) * (a - b);
        }
        double? beta = otherSquares / count < LeastVariance ? null : products / otherSquares;
        double? alpha = beta is { } slope ? Math.Pow(1.0 + own - (slope * other), periodsPerYear) - 1.0 : null;
        double? correlation = ownSquares / count < LeastVariance || otherSquares / count < LeastVariance ? null : products / Math.Sqrt(ownSquares * otherSquares);
        double? information = differences / count < LeastVariance ? null : (own - other) / Math.Sqrt(differences / (count - 1)) * Math.Sqrt(periodsPerYear);
        return new BenchmarkStatistics(count, beta, alpha, correlation, information);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }
}
