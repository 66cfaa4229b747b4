using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Risk;

/// <summary>What became of a proposed entry.</summary>
public enum VerdictKind
{
    /// <summary>At the quantity that the sizing method gave.</summary>
    Approved,

    /// <summary>At a smaller quantity; the findings say which limits clipped it.</summary>
    Reduced,

    /// <summary>Not at all; the findings name every rule that failed.</summary>
    Rejected,
}

/// <summary>The judgement of one proposed entry, with what it was based on.</summary>
/// <param name="Id">The entry's order id.</param>
/// <param name="Instrument">What.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Quantity">Final quantity; zero when rejected.</param>
/// <param name="Requested">What the sizing method gave.</param>
/// <param name="Findings">Every rule that clipped or failed.</param>
/// <param name="Inputs">What was seen.</param>
/// <param name="At">Market time.</param>
public sealed record RiskVerdict(
    ClientOrderId Id, InstrumentId Instrument, VerdictKind Kind, Quantity Quantity, Quantity Requested, ImmutableArray<RiskFinding> Findings, RiskInputs Inputs, DateTimeOffset At);

/// <summary>One rule that clipped or failed.</summary>
/// <param name="Rule">Stable id: <c>open-positions</c>.</param>
/// <param name="Limit">The limit, in words.</param>
/// <param name="Value">The value, in words.</param>
/// <param name="Explanation">One sentence.</param>
public sealed record RiskFinding(string Rule, string Limit, string Value, string Explanation);

/// <summary>What a judgement saw.</summary>
/// <param name="Equity">Cash and holdings at the marks.</param>
/// <param name="FreeCash">Cash that is not reserved.</param>
/// <param name="Exposure">Value of positions and reservations.</param>
/// <param name="OpenPositions">Positions and reservations.</param>
/// <param name="TradesToday">Entries of the trading day.</param>
/// <param name="ConsecutiveLosses">Losing trades in a row.</param>
/// <param name="Drawdown">Fall from the highest equity.</param>
/// <param name="DayReturn">Change since the day's opening equity.</param>
public sealed record RiskInputs(Money Equity, Money FreeCash, Money Exposure, int OpenPositions, int TradesToday, int ConsecutiveLosses, Ratio Drawdown, Ratio DayReturn)
{
    /// <summary>What the closed trades came to; nothing in verdicts stored before it was kept.</summary>
    public RealizedEdge Edge { get; init; } = RealizedEdge.None;
}

/// <summary>An entry that asks to be judged.</summary>
/// <param name="Id">Its order id.</param>
/// <param name="Instrument">What.</param>
/// <param name="Entry">Expected price.</param>
/// <param name="Stop">Protective stop, below the entry.</param>
/// <param name="Target">Target or none.</param>
/// <param name="BarVolume">Volume of the signal's bar.</param>
/// <param name="CostRate">Expected cost of a round trip as a fraction of the notional.</param>
/// <param name="WantedQuantity">Asked for by a person; <c>null</c>: the sizing method decides.</param>
/// <param name="Round">Market time.</param>
public sealed record EntryProposal(
    ClientOrderId Id, Instrument Instrument, Price Entry, Price Stop, Price? Target, Quantity BarVolume, Ratio CostRate, Quantity? WantedQuantity, DateTimeOffset Round)
{
    /// <summary>The signal's confidence, from 0 to 1; 1 for a person's own entry.</summary>
    public Ratio Confidence { get; init; } = Ratio.One;
}
