using System.Collections.Immutable;
using InvestBot.Domain.Models;

namespace InvestBot.Strategies.Learning;

/// <summary>What an instance has learned. Kept with its state; a function of its rounds alone.</summary>
/// <param name="Experts">Weights over all instruments.</param>
/// <param name="BySymbol">Weights within each instrument, by its id: they choose between strategies for it.</param>
/// <param name="Calibration">What confidences came to.</param>
/// <param name="Open">Signals whose outcome is awaited, at most one of each instrument.</param>
public sealed record LearningState(ExpertWeights Experts, ImmutableSortedDictionary<string, ExpertWeights> BySymbol, Calibration Calibration, ImmutableArray<Prediction> Open)
{
    /// <summary>What the signals that each expert spoke for came to, by expert; counted from the release on that keeps it.</summary>
    public ImmutableSortedDictionary<string, ExpertRecord> Records { get; init; } = ImmutableSortedDictionary<string, ExpertRecord>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>How the shadowing model does beside what is in force.</summary>
    public ShadowScore Shadow { get; init; }

    /// <summary>Nothing was learned.</summary>
    public static LearningState Empty { get; } = new(ExpertWeights.Equal, ImmutableSortedDictionary<string, ExpertWeights>.Empty.WithComparers(StringComparer.Ordinal), Calibration.Empty, []);
}

/// <summary>What the signals that an expert spoke for came to.</summary>
/// <param name="Won">How many ended with a profit after costs.</param>
/// <param name="All">How many ended.</param>
public readonly record struct ExpertRecord(long Won, long All)
{
    /// <summary>The record after an outcome.</summary>
    public ExpertRecord After(bool won) => new(Won + (won ? 1 : 0), All + 1);
}
