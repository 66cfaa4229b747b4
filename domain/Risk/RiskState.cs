using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Risk;

/// <summary>All that an instance's risk judgement remembers; it survives restarts.</summary>
/// <param name="Books">Cash and positions, from the fills.</param>
/// <param name="Day">The trading day that the counters belong to; <c>null</c> before the first round.</param>
/// <param name="DayStart">Equity at its beginning.</param>
/// <param name="Peak">Highest equity seen.</param>
/// <param name="Equity">Equity at the last round.</param>
/// <param name="TradesToday">Entries of the day, reserved ones included.</param>
/// <param name="ConsecutiveLosses">Losing trades in a row.</param>
/// <param name="Reservations">Entries approved and not yet filled or ended, by order id.</param>
/// <param name="Cooldowns">When an instrument that lost may be entered again.</param>
/// <param name="Halt">The breaker that is open, if one is.</param>
public sealed record RiskState(
    Ledger Books,
    DateOnly? Day,
    Money DayStart,
    Money Peak,
    Money Equity,
    int TradesToday,
    int ConsecutiveLosses,
    ImmutableSortedDictionary<string, Reservation> Reservations,
    ImmutableSortedDictionary<InstrumentId, DateTimeOffset> Cooldowns,
    Halt? Halt)
{
    /// <summary>What the closed trades came to; a state stored before it was kept begins with none.</summary>
    public RealizedEdge Edge { get; init; } = RealizedEdge.None;

    /// <summary>A fresh instance.</summary>
    public static RiskState Start(Money capital) => new(
        Ledger.Opened(capital), null, capital, capital, capital, 0, 0,
        ImmutableSortedDictionary<string, Reservation>.Empty.WithComparers(StringComparer.Ordinal), ImmutableSortedDictionary<InstrumentId, DateTimeOffset>.Empty, null);

    /// <summary>Fall from the highest equity, zero or more.</summary>
    public Ratio Fall(Money equity) => Peak.Amount <= 0m ? Ratio.Zero : new(Math.Max(0m, 1m - (equity.Amount / Peak.Amount)));

    /// <summary>Change since the day's opening equity.</summary>
    public Ratio DayReturn(Money equity) => DayStart.Amount <= 0m ? Ratio.Zero : new((equity.Amount / DayStart.Amount) - 1m);
}

/// <summary>Money and a place kept for an approved entry.</summary>
/// <param name="Instrument">What.</param>
/// <param name="Notional">Quantity × expected price.</param>
/// <param name="Quantity">As approved.</param>
/// <param name="Round">When it was approved, market time.</param>
/// <param name="Confirmed">True once the order is recorded; what is not by the next round is given up.</param>
public sealed record Reservation(InstrumentId Instrument, Money Notional, Quantity Quantity, DateTimeOffset Round, bool Confirmed);

/// <summary>Why entries are halted, and what ends it.</summary>
/// <param name="Rule">Stable id: <c>daily-loss</c>, <c>consecutive-losses</c>, <c>drawdown</c>.</param>
/// <param name="Explanation">One sentence.</param>
/// <param name="Since">Market time.</param>
/// <param name="Resumes">What ends it.</param>
public sealed record Halt(string Rule, string Explanation, DateTimeOffset Since, ResumeRule Resumes);

/// <summary>What ends a halt.</summary>
public enum ResumeRule
{
    /// <summary>The next trading day, by itself.</summary>
    NextTradingDay,

    /// <summary>A person.</summary>
    Person,
}

/// <summary>What happened to risk; the journal's risk records.</summary>
public abstract record RiskEvent
{
    private RiskEvent() { }

    /// <summary>An entry was judged; if not rejected, its place is kept.</summary>
    public sealed record Judged(RiskVerdict Verdict, Money Notional, DateTimeOffset Round) : RiskEvent;

    /// <summary>An order is recorded whose place is not known here any more, after a crash: the place is taken again, confirmed.</summary>
    public sealed record Taken(string Id, InstrumentId Instrument, Quantity Quantity, Money Notional, DateTimeOffset Round) : RiskEvent;

    /// <summary>A kept place was confirmed: the order is recorded.</summary>
    public sealed record Confirmed(string Id) : RiskEvent;

    /// <summary>A kept place was given back; <paramref name="Count"/> says whether the entry also leaves the day's count.</summary>
    public sealed record Released(string Id, bool Count) : RiskEvent;

    /// <summary>A fill was booked.</summary>
    public sealed record Booked(Venues.Fill Fill, TimeSpan Cooldown) : RiskEvent;

    /// <summary>Equity was marked at the end of a round.</summary>
    public sealed record Marked(Money Equity) : RiskEvent;

    /// <summary>A trading day began: its counters are fresh.</summary>
    public sealed record DayBegan(DateOnly Day, Money Equity) : RiskEvent;

    /// <summary>A recorded market began again: its times begin anew, so that no day or waiting time of the run before counts.</summary>
    public sealed record RunBegan : RiskEvent;

    /// <summary>A breaker opened.</summary>
    public sealed record Halted(Halt Halt) : RiskEvent;

    /// <summary>A breaker closed.</summary>
    public sealed record Resumed(string Rule, string By, Money Equity) : RiskEvent;
}
