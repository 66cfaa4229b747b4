using System.Collections.Immutable;

namespace InvestBot.Strategies.Learning;

/// <summary>What signals of a given raw confidence came to.</summary>
/// <param name="Won">How many ended with a profit after costs.</param>
/// <param name="All">How many ended.</param>
public readonly record struct CalibrationBin(long Won, long All);

/// <summary>Turns a raw confidence into the probability that the signal ends with a profit after costs.</summary>
/// <remarks>
/// Beta-binomial by bin: in each of ten bins of raw confidence the probability is the mean of the posterior Beta(k·b + won, k·(1 − b) + lost),
/// where b is the base rate over all bins and k the prior's strength in outcomes: a bin with few outcomes says what all say, one with many what
/// it saw. The base rate itself is shrunk to one half by as much. Source: Gelman et al., Bayesian Data Analysis, 3rd edition 2013, sections 2.4, 5.3.
/// </remarks>
/// <param name="Bins">Ten, from raw confidence 0 to 1.</param>
public sealed record Calibration(ImmutableArray<CalibrationBin> Bins)
{
    private const int Count = 10;

    /// <summary>Nothing was learned.</summary>
    public static Calibration Empty { get; } = new([.. new CalibrationBin[Count]]);

    /// <summary>Outcomes over all bins.</summary>
    public CalibrationBin Total => new(Bins.Sum(bin => bin.Won), Bins.Sum(bin => bin.All));

    /// <summary>The bin of a raw confidence.</summary>
    public static int BinOf(double raw) => Math.Clamp((int)(raw * Count), 0, Count - 1);

    /// <summary>Probability of a profit, of all signals together.</summary>
    /// <param name="strength">The prior's, in outcomes, above 0.</param>
    public double BaseRate(double strength) => (Total.Won + (strength / 2.0)) / (Total.All + strength);

    /// <summary>Probability of a profit for a raw confidence, above 0 and below 1.</summary>
    /// <param name="raw">From 0 to 1.</param>
    /// <param name="strength">The prior's, in outcomes, above 0.</param>
    public double Of(double raw, double strength)
    {
        var bin = Bins[BinOf(raw)];
        return (bin.Won + (strength * BaseRate(strength))) / (bin.All + strength);
    }

    /// <summary>Standard deviation of that probability's posterior.</summary>
    /// <param name="raw">From 0 to 1.</param>
    /// <param name="strength">The prior's, in outcomes, above 0.</param>
    public double DeviationOf(double raw, double strength)
    {
        var mean = Of(raw, strength);
        return Math.Sqrt(mean * (1.0 - mean) / (Bins[BinOf(raw)].All + strength + 1.0));
    }

    /// <summary>The calibration after an outcome.</summary>
    /// <param name="raw">The raw confidence that was predicted with.</param>
    /// <param name="won">Whether it ended with a profit after costs.</param>
    public Calibration After(double raw, bool won)
    {
        var (place, bin) = (BinOf(raw), Bins[BinOf(raw)]);
        return new Calibration(Bins.SetItem(place, new CalibrationBin(bin.Won + (won ? 1 : 0), bin.All + 1)));
    }
}
