using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Feeds.Recordings;

/// <summary>What kind of things a recording holds.</summary>
public enum AssetClass
{
    /// <summary>Coins and tokens against a quote currency.</summary>
    Crypto,

    /// <summary>Shares and funds.</summary>
    Equity,
}

/// <summary>What a recording is, from its <c>recording.yaml</c> or inferred from its bars.</summary>
/// <param name="Id">Short name for keys and addresses: lower-case letters, digits and hyphens.</param>
/// <param name="Name">Name for people.</param>
/// <param name="AssetClass">What it holds.</param>
/// <param name="Venue">Venue part of its instruments' ids.</param>
/// <param name="Quote">Currency of all its prices.</param>
/// <param name="Benchmark">The instrument that the others are compared with; null when there is none.</param>
/// <param name="Calendar">When its instruments trade.</param>
/// <param name="Timeframe">Length of its bars.</param>
/// <param name="Synthetic">True for made-up prices, which must be labelled wherever they are shown.</param>
public sealed record RecordingDescription(
    string Id,
    string Name,
    AssetClass AssetClass,
    string Venue,
    Currency Quote,
    InstrumentId? Benchmark,
    TradingCalendar Calendar,
    Timeframe Timeframe,
    bool Synthetic = false);

/// <summary>One file of a recording and what came of it.</summary>
/// <param name="Name">File name, without its folder.</param>
/// <param name="Instrument">What it holds; null when it could not be told.</param>
/// <param name="Bars">Bars that readers get.</param>
/// <param name="First">Open of the first bar; null without bars.</param>
/// <param name="Last">Open of the last bar; null without bars.</param>
/// <param name="Quarantined">Rows that were kept away.</param>
/// <param name="Notes">What was assumed: no zone stated, numbers rounded.</param>
public sealed record RecordingFile(
    string Name,
    InstrumentId? Instrument,
    int Bars,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    long Quarantined,
    ImmutableArray<string> Notes);
