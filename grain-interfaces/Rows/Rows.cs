using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Signals;

namespace InvestBot.GrainInterfaces.Rows;

/// <summary>An order as pages show it; also the data of the journal's <c>order</c> records.</summary>
public sealed record OrderRow(
    ClientOrderId Id, TradeId TradeId, InstrumentId Instrument, string Symbol, Side Side, OrderType Type, OrderPurpose Purpose, decimal Quantity, decimal Filled,
    decimal? Limit, decimal? Stop, decimal? AveragePrice, OrderStatus Status, string Reason, string? Note, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>An execution; also the data of the journal's <c>fill</c> records.</summary>
public sealed record FillRow(
    FillId Id, ClientOrderId OrderId, TradeId TradeId, InstrumentId Instrument, string Symbol, Side Side, OrderPurpose Purpose, decimal Quantity, decimal Price,
    decimal Commission, decimal Reference, string Currency, DateTimeOffset At, string Reason);

/// <summary>A trade, open or closed; also the data of the journal's <c>trade.opened</c> and <c>trade.closed</c> records.</summary>
public sealed record TradeRow(
    TradeId Id, InstrumentId Instrument, string Symbol, string Status, decimal Quantity, decimal EntryPrice, decimal? ExitPrice, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt,
    decimal? RealizedPnl, double? RealizedPercent, decimal Cost, decimal Fees, decimal Slippage, string Currency, string EntryReason, string? ExitReason, double? Mae, double? Mfe);

/// <summary>Equity at one moment.</summary>
public sealed record EquityRow(DateTimeOffset At, decimal Equity, decimal Cash);

/// <summary>The data of the journal's <c>signal</c> records: a strategy's wish and what became of it.</summary>
/// <param name="Outcome"><c>entered</c>, <c>filtered</c>, <c>rejected</c>, <c>proposed</c>, <c>shown</c> or <c>late</c>.</param>
/// <param name="Explanation">One sentence.</param>
public sealed record SignalRecord(
    ClientOrderId Id, InstrumentId Instrument, string Symbol, DateTimeOffset At, Side Side, double Confidence, decimal Entry, decimal Stop, decimal? Target, string Strategy,
    ImmutableArray<string> Reasons, ImmutableArray<Feature> Features, string Outcome, string Explanation, double? Strength);

/// <summary>The data of the journal's <c>risk.verdict</c> records.</summary>
public sealed record VerdictRecord(
    ClientOrderId Id, InstrumentId Instrument, string Symbol, VerdictKind Verdict, decimal Quantity, decimal Requested, ImmutableArray<RiskFinding> Failed,
    decimal Equity, decimal FreeCash, decimal Exposure, int OpenPositions, int TradesToday, int ConsecutiveLosses, decimal Drawdown, decimal DayReturn, DateTimeOffset At);

/// <summary>The data of the journal's <c>bot.state</c> records.</summary>
public sealed record StateRecord(string Status, string Mode, string? Reason, string? Resumes, string By, DateTimeOffset At);

/// <summary>The data of the journal's <c>bot.models</c> records: what judges signals from the next round on. The models themselves stand in the configuration's version.</summary>
/// <param name="Version">Of the configuration.</param>
/// <param name="InForce">The model in force; <c>null</c>: the weighed votes.</param>
/// <param name="Shadow">The shadowing model, if there is one.</param>
/// <param name="Pinned">Whether what is in force stays, whatever is promoted.</param>
/// <param name="By">Who.</param>
/// <param name="At">Market time of the last round before it.</param>
public sealed record ModelsRecord(int Version, int? InForce, int? Shadow, bool Pinned, string By, DateTimeOffset At);

/// <summary>The data of the journal's <c>approval.requested</c> and <c>approval.decided</c> records.</summary>
public sealed record ApprovalRecord(string Id, InstrumentId Instrument, string Symbol, decimal Entry, decimal Stop, decimal? Target, double Confidence, ImmutableArray<string> Reasons, string? Decision, string? By, DateTimeOffset At);

/// <summary>The data of the journal's <c>trade.updated</c> records.</summary>
public sealed record TradeUpdate(TradeId TradeId, decimal? Stop, int? TiersDone, string Reason, DateTimeOffset At);

/// <summary>The data of the journal's <c>risk.halted</c> and <c>risk.resumed</c> records.</summary>
public sealed record BreakerRecord(string Rule, string Reason, string? Resumes, string? By, DateTimeOffset At);

/// <summary>The data of the journal's <c>log</c> records: what a person should know.</summary>
public sealed record LogRecord(string Level, string Text, DateTimeOffset At);
