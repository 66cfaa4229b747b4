using System.Collections.Immutable;
using InvestBot.Domain.Signals;
using InvestBot.Strategies.Learning;

namespace InvestBot.Strategies.Models;

/// <summary>A signal and what it came to.</summary>
/// <param name="At">When it was given.</param>
/// <param name="Known">When its outcome was known.</param>
/// <param name="Features">What it saw.</param>
/// <param name="Won">Whether it ended with a profit after costs.</param>
public sealed record TrainingSample(DateTimeOffset At, DateTimeOffset Known, ImmutableArray<Feature> Features, bool Won)
{
    /// <summary>Of an outcome.</summary>
    public static TrainingSample Of(SignalOutcome outcome) => new(outcome.Prediction.At, outcome.At, outcome.Prediction.Features, outcome.Won);
}
