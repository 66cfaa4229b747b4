using InvestBot.Domain.Models;

namespace InvestBot.Domain.Bots;

/// <summary>What an instance learns from what its signals came to, and how far that may go.</summary>
public sealed record LearningSettings
{
    /// <summary>Whether it learns at all; without, a signal's confidence is the strategy's own.</summary>
    public bool Enabled { get; init; }

    /// <summary>How much one outcome moves a weight, above 0 to 0.5; 0.1: by at most a tenth.</summary>
    public double Rate { get; init; } = 0.1;

    /// <summary>Least weight of an expert, where 1 is the mean of all, above 0 to 1: each can come back.</summary>
    public double Floor { get; init; } = 0.1;

    /// <summary>How far weights may move a confidence up or down, a fraction from 0 to 0.9; 0.5: by half.</summary>
    public double Bound { get; init; } = 0.5;

    /// <summary>How many outcomes the base rate counts for in each bin of the calibration, above 0.</summary>
    public double PriorStrength { get; init; } = 20;

    /// <summary>Longest time that a signal without a time stop is watched, in bars, at least 1.</summary>
    public int HorizonBars { get; init; } = 48;

    /// <summary>How many outcomes a shadowing model must have beside the one in force before it may take its place, at least 30.</summary>
    public int ShadowOutcomes { get; init; } = 100;

    /// <summary>Whether what is in force stays, whatever is promoted or rolled back; new versions are taken over and shadow all the same.</summary>
    public bool Pinned { get; init; }

    /// <summary>Its trained models.</summary>
    public ModelShelf Models { get; init; } = new();
}
