namespace InvestBot.Backtest.Overfitting;

/// <summary>The standard normal distribution.</summary>
public static class NormalLaw
{
    /// <summary>Share of it below <paramref name="x"/>, to about 1e-15 absolute.</summary>
    /// <remarks>Source: Marsaglia, Evaluating the Normal Distribution, Journal of Statistical Software 11(4), 2004.</remarks>
    public static double Below(double x)
    {
        if (x < -8.0) return 0.0;
        if (x > 8.0) return 1.0;
        var (sum, before, term) = (x, 0.0, x);
        for (var i = 3; sum != before; i += 2)
        {
            before = sum;
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + (sum * Math.Exp((-0.5 * x * x) - 0.91893853320467274178));
    }

    /// <summary>Where <paramref name="share"/> of it lies below; bisection of <see cref="Below"/> to the last digits.</summary>
    /// <param name="share">Above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static double Quantile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1.0);
        var (low, high) = (-8.0, 8.0);
        for (var i = 0; i < 80; i++)
        {
            var middle = (low + high) / 2.0;
            if (Below(middle) < share) low = middle;
            else high = middle;
        }
        return (low + high) / 2.0;
    }
}
