using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Signals;

/// <summary>A strategy's wish to enter, with all that it saw.</summary>
/// <param name="Instrument">What.</param>
/// <param name="At">Market time: the close of the bar that gave it.</param>
/// <param name="Side">Direction; long only unless the venue and the preset allow more.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Entry">The close that it was decided on.</param>
/// <param name="Stop">Protective stop, below the entry for a buy.</param>
/// <param name="Target">Target, above the entry for a buy, or none.</param>
/// <param name="TimeStop">How long the trade may last, or unlimited.</param>
/// <param name="Strategy">The strategy's id.</param>
/// <param name="Reasons">Why, one sentence each.</param>
/// <param name="Features">The values that it saw.</param>
public sealed record Signal(
    InstrumentId Instrument,
    DateTimeOffset At,
    Side Side,
    double Confidence,
    Price Entry,
    Price Stop,
    Price? Target,
    TimeSpan? TimeStop,
    string Strategy,
    ImmutableArray<string> Reasons,
    ImmutableArray<Feature> Features)
{
    /// <summary>Why it may not be entered although its conditions are met; it is shown all the same. <c>null</c>: nothing speaks against it.</summary>
    public SignalRefusal? Refused { get; init; }
}

/// <summary>Why a signal may not be entered.</summary>
/// <param name="Filter">Stable id: <c>session</c>, <c>sentiment</c>.</param>
/// <param name="Explanation">One sentence.</param>
public sealed record SignalRefusal(string Filter, string Explanation);

/// <summary>One value that a decision saw.</summary>
/// <param name="Name">As in the strategy's page: <c>rsi</c>, <c>volume-ratio</c>.</param>
/// <param name="Value">An estimate; never NaN.</param>
public readonly record struct Feature(string Name, double Value);
