using System.Collections.Immutable;

namespace InvestBot.Backtest.MonteCarlo;

/// <summary>
/// How much of a result was the order of its trades, and how much was luck: the same trades in other orders (what the
/// drawdown might have been), and as many drawn from them with replacement (what the end might have been).
/// </summary>
/// <remarks>
/// Amounts are added, not compounded: sizes stay those of the run. Trades count as independent of each other, which those of one
/// day are not; the true spread is wider. Source of the second: Efron, Bootstrap Methods, Annals of Statistics 7, 1979.
/// </remarks>
public static class TradeLottery
{
    /// <summary>Draws.</summary>
    /// <param name="profits">Net profit of each trade, in the order in which they closed.</param>
    /// <param name="capital">Cash at the start, above 0, in the same currency.</param>
    /// <param name="runs">How many orders, and how many draws, 1 or more.</param>
    /// <param name="seed">The same seed gives the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no capital or no run.</exception>
    public static LotteryResult Draw(IReadOnlyList<double> profits, double capital, int runs, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capital);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        var random = new Random(seed);
        double[] order = [.. profits];
        var (falls, ends, drawnFalls) = (new double[runs], new double[runs], new double[runs]);
        for (var run = 0; run < runs; run++)
        {
            random.Shuffle(order);
            falls[run] = Fall(order, capital).Drawdown;
            double[] drawn = [.. order.Select(_ => profits[random.Next(profits.Count)])];
            (drawnFalls[run], ends[run]) = Fall(drawn, capital);
        }
        return new LotteryResult(
            runs, Fall(profits, capital).Drawdown, Quantiles.Of(falls), Quantiles.Of(drawnFalls), Quantiles.Of(ends), ends.Count(end => end < 0.0) / (double)runs);
    }

    private static (double Drawdown, double Return) Fall(IEnumerable<double> profits, double capital)
    {
        var (equity, high, most) = (capital, capital, 0.0);
        foreach (var profit in profits)
        {
            equity += profit;
            high = Math.Max(high, equity);
            most = Math.Max(most, (high - equity) / high);
        }
        return (most, (equity / capital) - 1.0);
    }
}

/// <summary>What a lottery gave; all are fractions.</summary>
/// <param name="Runs">How many.</param>
/// <param name="Drawdown">Largest fall after closed trades, in the order in which they were.</param>
/// <param name="Drawdowns">The same trades in other orders.</param>
/// <param name="DrawnDrawdowns">Trades drawn with replacement.</param>
/// <param name="Returns">Return of the capital of trades drawn with replacement.</param>
/// <param name="LossShare">Share of those that ended below the capital.</param>
public sealed record LotteryResult(int Runs, double Drawdown, Quantiles Drawdowns, Quantiles DrawnDrawdowns, Quantiles Returns, double LossShare);

/// <summary>Five quantiles of a sample, each its nearest-rank value.</summary>
public readonly record struct Quantiles(double P05, double P25, double P50, double P75, double P95)
{
    /// <summary>Of some numbers, one or more, in any order.</summary>
    public static Quantiles Of(IEnumerable<double> values)
    {
        ImmutableArray<double> sorted = [.. values.Order()];
        return new Quantiles(At(0.05), At(0.25), At(0.50), At(0.75), At(0.95));

        double At(double part) => sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
