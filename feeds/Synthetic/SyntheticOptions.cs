using System.ComponentModel.DataAnnotations;

namespace InvestBot.Feeds.Synthetic;

/// <summary>A made-up market: geometric Brownian motion with jumps.</summary>
public sealed record SyntheticOptions
{
    /// <summary>The same seed gives the same bars.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of bars, 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int Steps { get; init; } = 1_000;

    /// <summary>Open of the first bar in quote currency.</summary>
    [Range(typeof(decimal), "0.00000001", "1000000")]
    public decimal StartPrice { get; init; } = 0.01m;

    /// <summary>Expected log return of one bar, a fraction.</summary>
    [Range(-1.0, 1.0)]
    public double Drift { get; init; } = 0.001;

    /// <summary>Standard deviation of one bar's log return, a fraction.</summary>
    [Range(0.0, 1.0)]
    public double Volatility { get; init; } = 0.02;

    /// <summary>Probability that a bar holds a jump.</summary>
    [Range(0.0, 1.0)]
    public double JumpProbability { get; init; }

    /// <summary>Standard deviation of a jump's log size, a fraction.</summary>
    [Range(0.0, 2.0)]
    public double JumpVolatility { get; init; } = 0.1;

    /// <summary>Mean units traded in one bar.</summary>
    [Range(1.0, 1e12)]
    public double MeanVolume { get; init; } = 1_000_000.0;

    /// <summary>Probability that a bar is missing, as where nothing traded. The first and the last are always there.</summary>
    [Range(0.0, 0.9)]
    public double GapProbability { get; init; }
}
