using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using Orleans;

namespace InvestBot.GrainInterfaces.Bots;

/// <summary>What a bot has learned from what its signals came to.</summary>
/// <param name="Experts">Every expert of its strategy.</param>
/// <param name="ByInstrument">The experts within each instrument with outcomes.</param>
/// <param name="Bins">The calibration, by raw confidence, ascending.</param>
/// <param name="BaseRate">Probability that a signal ends with a profit after costs, of all together.</param>
/// <param name="Awaited">Signals whose outcome is not known yet.</param>
/// <param name="ShadowModel">The model that <paramref name="ShadowOutcomes"/> are of; 0: none has shadowed.</param>
/// <param name="ShadowOutcomes">How many signals ended that it judged.</param>
/// <param name="ShadowLoss">Its mean log loss, in nats; 0 without outcomes.</param>
/// <param name="PresentLoss">That of the confidence in force, on the same signals; 0 without outcomes.</param>
[GenerateSerializer, Immutable, Alias("ib.bot.learned")]
public sealed record LearnedView(
    [property: Id(0)] ImmutableArray<ExpertView> Experts,
    [property: Id(1)] ImmutableArray<InstrumentExperts> ByInstrument,
    [property: Id(2)] ImmutableArray<ConfidenceBin> Bins,
    [property: Id(3)] double BaseRate,
    [property: Id(4)] int Awaited,
    [property: Id(5)] int ShadowModel,
    [property: Id(6)] long ShadowOutcomes,
    [property: Id(7)] double ShadowLoss,
    [property: Id(8)] double PresentLoss);

/// <summary>An expert and how much it counts.</summary>
/// <param name="Expert">Its strategy, without the prefix.</param>
/// <param name="Weight">Above 0; the mean of all is 1.</param>
/// <param name="Won">How many of the signals that it spoke for ended with a profit after costs.</param>
/// <param name="Outcomes">How many ended.</param>
[GenerateSerializer, Immutable, Alias("ib.bot.expert")]
public sealed record ExpertView([property: Id(0)] string Expert, [property: Id(1)] double Weight, [property: Id(2)] long Won, [property: Id(3)] long Outcomes);

/// <summary>How much each expert counts within an instrument, beside what it counts over all.</summary>
[GenerateSerializer, Immutable, Alias("ib.bot.instrument-experts")]
public sealed record InstrumentExperts([property: Id(0)] InstrumentId Instrument, [property: Id(1)] ImmutableArray<ExpertWeight> Weights);

/// <summary>A weight within an instrument.</summary>
/// <param name="Expert">Its strategy, without the prefix.</param>
/// <param name="Weight">Above 0.</param>
[GenerateSerializer, Immutable, Alias("ib.bot.expert-weight")]
public readonly record struct ExpertWeight([property: Id(0)] string Expert, [property: Id(1)] double Weight);

/// <summary>What signals of a range of raw confidence came to.</summary>
/// <param name="From">Least raw confidence, 0 to 1.</param>
/// <param name="To">The raw confidence that is above it.</param>
/// <param name="Won">How many ended with a profit after costs.</param>
/// <param name="Outcomes">How many ended.</param>
/// <param name="Confidence">The confidence that a signal of the range has now: the mean of the posterior.</param>
/// <param name="Deviation">The standard deviation of the posterior.</param>
[GenerateSerializer, Immutable, Alias("ib.bot.confidence-bin")]
public sealed record ConfidenceBin(
    [property: Id(0)] double From,
    [property: Id(1)] double To,
    [property: Id(2)] long Won,
    [property: Id(3)] long Outcomes,
    [property: Id(4)] double Confidence,
    [property: Id(5)] double Deviation);
