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
    /// <summary>How the shadowing model does beside what is in force.</summary>
    public ShadowScore Shadow { get; init; }

    /// <summary>Nothing was learned.</summary>
    public static LearningState Empty { get; } = new(ExpertWeights.Equal, ImmutableSortedDictionary<string, ExpertWeights>.Empty.WithComparers(StringComparer.Ordinal), Calibration.Empty, []);
}
