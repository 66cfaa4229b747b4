using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage.Commits;

namespace InvestBot.Simulation.Witnesses;

/// <summary>Limits: what was approved kept to them, by the verdict's own figures and by the count of what is recorded.</summary>
internal sealed partial class InstanceWitness
{
    private readonly Dictionary<DateOnly, int> _entries = [];
    private string? _halt;
    private DateTimeOffset _haltRound;

    /// <summary>The risk grain committed: breakers.</summary>
    internal void RiskCommitted(GrainCommit commit, DateTimeOffset round)
    {
        foreach (var record in commit.Events)
        {
            switch (record.Kind)
            {
                case "risk.halted" when _halt is not null: Violated($"breaker {record.Ref} opened while {_halt} was open: it was forgotten"); break;
                case "risk.halted": (_halt, _haltRound) = (record.Ref, round); break;
                // A run of losses that ends under another breaker tells of both.
                case "risk.resumed" when _halt is null && record.Ref != "consecutive-losses": Violated($"breaker {record.Ref} closed and was not open"); break;
                case "risk.resumed": _halt = null; break;
                default: break;
            }
        }
    }

    private void Entered(OrderRow order, VerdictRecord verdict, GrainCommit commit, DateTimeOffset round)
    {
        var limits = configuration.Risk;
        var day = TradingDay.Of(verdict.At);
        _entries[day] = _entries.GetValueOrDefault(day) + 1;
        if (verdict.Verdict == VerdictKind.Rejected) Violated($"entry {order.Id} was recorded with a verdict that rejected it");
        if (order.Quantity != verdict.Quantity) Violated($"entry {order.Id} is of {order.Quantity}, its verdict allowed {verdict.Quantity}");
        // Judged in a round after that in which the breaker opened: risk knew.
        if (_halt is not null && verdict.At > _haltRound) Violated($"entry {order.Id} was recorded while breaker {_halt} is open since {_haltRound:u}");
        if (_entries[day] > limits.TradesPerDay) Violated($"entry {order.Id} is number {_entries[day]} of {day:O}; {limits.TradesPerDay} are allowed");
        var open = _held.Values.Count(held => held != 0m) + _live.Values.Count(live => live.Purpose == OrderPurpose.Entry && HeldBy(live.TradeId) == 0m) + 1;
        if (open > limits.OpenPositions) Violated($"entry {order.Id} makes {open} positions; {limits.OpenPositions} are allowed");
        var notional = order.Quantity * ExpectedOf(order, commit);
        // Judged again after a crash, an entry whose place is kept gets its first answer, and sees that place among the figures.
        var own = verdict.Verdict == VerdictKind.Approved && verdict.Failed.IsEmpty ? 0m : notional;
        if (verdict.Exposure + own > verdict.Equity * limits.Exposure.Value) Violated($"entry {order.Id} makes an exposure of {verdict.Exposure + own} of {verdict.Equity}; {limits.Exposure} is allowed");
        if (limits.PositionNotional is { } most && notional > most) Violated($"entry {order.Id} costs {notional}; {most} is allowed");
        if (own > verdict.FreeCash) Violated($"entry {order.Id} costs {notional}; {verdict.FreeCash} is free");
    }

    private void Ended(OrderRow order)
    {
        if (order.Purpose != OrderPurpose.Entry || order.Filled != 0m || !_entries.TryGetValue(TradingDay.Of(order.CreatedAt), out var count)) return;
        _entries[TradingDay.Of(order.CreatedAt)] = count - 1;
    }

    private static decimal ExpectedOf(OrderRow order, GrainCommit commit) => commit.Outbox
        .Where(message => message.Kind == "entry.recorded").Select(message => DomainJson.Read<Fact>(message.Data)).OfType<Fact.EntryRecorded>()
        .First(recorded => recorded.Entry.Id == order.Id).Expected.Value;
}
