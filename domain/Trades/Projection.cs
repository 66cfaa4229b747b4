using System.Collections.Immutable;

namespace InvestBot.Domain.Trades;

/// <summary>Equity after some days, in the share of simulated years that ended no higher: 0.05, 0.25, 0.5, 0.75, 0.95.</summary>
/// <param name="Day">Days from now.</param>
/// <param name="P5">One year in twenty is worse.</param>
/// <param name="P25">One in four is worse.</param>
/// <param name="P50">The median.</param>
/// <param name="P75">One in four is better.</param>
/// <param name="P95">One in twenty is better.</param>
public sealed record ProjectedPoint(int Day, double P5, double P25, double P50, double P75, double P95);

/// <summary>What a year may bring if its days are like those seen: a bootstrap of daily returns, an estimate that knows nothing of the future.</summary>
/// <remarks>
/// Each simulated day is one of the seen days, drawn with replacement (Efron, Annals of Statistics 7, 1979), so that
/// neither runs of days nor anything that was not seen can occur. The same returns and seed give the same fan.
/// </remarks>
public static class Projection
{
    private const int Paths = 2000;

    /// <summary>The fan, about a point a month, the present among them; empty below <see cref="EquityStatistics.DaysForAYear"/> daily returns.</summary>
    /// <param name="returns">Daily returns, such as <see cref="EquityStatistics.Daily"/> gives.</param>
    /// <param name="equity">Equity now.</param>
    /// <param name="daysPerYear">365, or 252 at the NYSE: the length of the fan.</param>
    /// <param name="seed">Which draws are made.</param>
    public static ImmutableArray<ProjectedPoint> Year(IReadOnlyList<double> returns, double equity, int daysPerYear, int seed = 1)
    {
        if (returns.Count < EquityStatistics.DaysForAYear) return [];
        var state = unchecked((ulong)seed);
        var paths = new double[Paths];
        Array.Fill(paths, equity);
        var points = ImmutableArray.CreateBuilder<ProjectedPoint>(13);
        points.Add(new ProjectedPoint(0, equity, equity, equity, equity, equity));
        for (int day = 1, month = 1; day <= daysPerYear; day++)
        {
            for (var path = 0; path < paths.Length; path++) paths[path] *= 1 + returns[Draw(ref state, returns.Count)];
            if (day != daysPerYear * month / 12) continue;
            month++;
            points.Add(At(day, paths));
        }
        return points.ToImmutable();
    }

    // SplitMix64 (Steele, Lea, Flood 2014), its upper half scaled to the range (Lemire 2019): uneven by less than range / 2^32.
    private static int Draw(ref ulong state, int range)
    {
        unchecked
        {
            var mixed = state += 0x9E3779B97F4A7C15UL;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            mixed ^= mixed >> 31;
            return (int)(((mixed >> 32) * (ulong)range) >> 32);
        }
    }

    private static ProjectedPoint At(int day, double[] paths)
    {
        double[] sorted = [.. paths.Order()];
        // The smallest value that at least this share does not exceed.
        double Share(double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
        return new ProjectedPoint(day, Share(0.05), Share(0.25), Share(0.5), Share(0.75), Share(0.95));
    }
}
