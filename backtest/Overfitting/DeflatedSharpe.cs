namespace InvestBot.Backtest.Overfitting;

/// <summary>How sure a Sharpe ratio is that was chosen as the best of many.</summary>
/// <remarks>
/// Source: Bailey and López de Prado, The Deflated Sharpe Ratio, Journal of Portfolio Management 40(5), 2014, equations 1 and 2; the
/// probabilistic Sharpe ratio: The Sharpe Ratio Efficient Frontier, Journal of Risk 15(2), 2012. All ratios are of one return, not a year's.
/// </remarks>
public static class DeflatedSharpe
{
    private const double EulerMascheroni = 0.57721566490153286061;

    /// <summary>The largest Sharpe ratio to be expected of trials none of which is worth anything.</summary>
    /// <param name="trials">How many, 1 or more; of one trial it is 0.</param>
    /// <param name="variance">Variance of the trials' Sharpe ratios, 0 or more.</param>
    public static double ExpectedMaximum(int trials, double variance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(variance);
        if (trials == 1) return 0.0;
        return Math.Sqrt(variance) * (((1.0 - EulerMascheroni) * NormalLaw.Quantile(1.0 - (1.0 / trials))) + (EulerMascheroni * NormalLaw.Quantile(1.0 - (1.0 / (trials * Math.E)))));
    }

    /// <summary>Probability that the true Sharpe ratio is above a reference.</summary>
    /// <param name="returns">The shape of the returns.</param>
    /// <param name="reference">The Sharpe ratio to beat.</param>
    /// <returns>0 to 1; <c>null</c> below two returns, where they do not vary, or where their shape leaves the formula's range.</returns>
    public static double? Probability(ReturnShape returns, double reference)
    {
        if (returns.Count < 2 || returns.Sharpe is not { } sharpe) return null;
        var spread = 1.0 - (returns.Skewness * sharpe) + ((returns.Kurtosis - 1.0) / 4.0 * sharpe * sharpe);
        return spread > 0 ? NormalLaw.Below((sharpe - reference) * Math.Sqrt(returns.Count - 1.0) / Math.Sqrt(spread)) : null;
    }

    /// <summary>The deflated Sharpe ratio: the probability that the best of the trials is better than what luck gives so many.</summary>
    public static double? Of(ReturnShape best, int trials, double variance) => Probability(best, ExpectedMaximum(trials, variance));
}

/// <summary>Mean, spread and shape of returns.</summary>
/// <param name="Count">How many.</param>
/// <param name="Sharpe">Mean ÷ sample standard deviation; none where they do not vary.</param>
/// <param name="Skewness">Third standardised moment; 0 of a normal law.</param>
/// <param name="Kurtosis">Fourth standardised moment; 3 of a normal law.</param>
public readonly record struct ReturnShape(int Count, double? Sharpe, double Skewness, double Kurtosis)
{
    /// <summary>Of some returns; moments are those of the sample, not corrected for its size.</summary>
    public static ReturnShape Of(IReadOnlyCollection<double> returns)
    {
        if (returns.Count < 2) return new ReturnShape(returns.Count, null, 0.0, 3.0);
        var mean = returns.Average();
        var variance = returns.Average(x => (x - mean) * (x - mean));
        if (!(variance > 0)) return new ReturnShape(returns.Count, null, 0.0, 3.0);
        return new ReturnShape(
            returns.Count,
            mean / Math.Sqrt(variance * returns.Count / (returns.Count - 1.0)),
            returns.Average(x => Math.Pow(x - mean, 3)) / Math.Pow(variance, 1.5),
            returns.Average(x => Math.Pow(x - mean, 4)) / (variance * variance));
    }
}
