using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Venues;
using InvestBot.Strategies.Learning;

namespace InvestBot.Backtest.Runs;

/// <summary>What a run came to.</summary>
/// <param name="Configuration">What ran.</param>
/// <param name="Trades">Closed trades in the order in which they closed.</param>
/// <param name="Fills">All executions in order.</param>
/// <param name="Equity">Equity at the close of every bar time at which it changed, and at the last of each day.</param>
/// <param name="Books">Cash and positions at the end.</param>
/// <param name="Risk">Counters and breaker at the end.</param>
/// <param name="Venue">The paper venue's own books at the end.</param>
/// <param name="Counts">What happened how often.</param>
/// <param name="From">Close of the first bar time traded; <c>null</c> when there was none.</param>
/// <param name="To">Close of the last bar time traded.</param>
public sealed record BacktestResult(
    BotConfiguration Configuration,
    ImmutableArray<ClosedTrade> Trades,
    ImmutableArray<Fill> Fills,
    ImmutableArray<EquityPoint> Equity,
    Ledger Books,
    RiskState Risk,
    PaperAccount Venue,
    BacktestCounts Counts,
    DateTimeOffset? From,
    DateTimeOffset? To)
{
    /// <summary>What was learned, where learning is enabled.</summary>
    public LearningState Learning { get; init; } = LearningState.Empty;

    /// <summary>What signals came to, where learning is enabled, in the order in which it was known.</summary>
    public ImmutableArray<SignalOutcome> Outcomes { get; init; } = [];

    /// <summary>Figures of the closed trades.</summary>
    public TradeStatistics Statistics => Trades.Aggregate(TradeStatistics.None(Configuration.Capital.Currency), (sum, trade) => sum.Add(trade));
}

/// <summary>What happened how often.</summary>
/// <param name="Bars">Bars traded, of all instruments.</param>
/// <param name="Rounds">Bar times.</param>
/// <param name="Signals">Wishes to enter.</param>
/// <param name="Filtered">Those that a filter took out, by filter.</param>
/// <param name="Rejected">Those that risk rejected, by rule; one entry may fail several.</param>
/// <param name="Entries">Those that became orders.</param>
/// <param name="Reduced">Those of them whose quantity a limit reduced.</param>
/// <param name="Halts">Breakers that opened, by rule.</param>
public sealed record BacktestCounts(
    long Bars,
    long Rounds,
    long Signals,
    ImmutableSortedDictionary<string, long> Filtered,
    ImmutableSortedDictionary<string, long> Rejected,
    long Entries,
    long Reduced,
    ImmutableSortedDictionary<string, long> Halts);
