using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Risk;

/// <summary>Judges entries and keeps the counters and breakers. Exits are never judged.</summary>
public static class RiskRules
{
    /// <summary>Judges an entry. Asked again with the same id while its place is kept or its trade is open, the answer is the first one.</summary>
    public static RiskVerdict Judge(RiskState state, EntryProposal proposal, RiskSettings settings, Func<InstrumentId, Price?> mark)
    {
        var seen = See(state, mark);
        RiskVerdict Verdict(VerdictKind kind, Quantity quantity, Quantity requested, ImmutableArray<RiskFinding> findings) =>
            new(proposal.Id, proposal.Instrument.Id, kind, quantity, requested, findings, seen, proposal.Round);

        if (state.Reservations.TryGetValue(proposal.Id.Value, out var kept)) return Verdict(VerdictKind.Approved, kept.Quantity, kept.Quantity, []);
        if (state.Books.Open.TryGetValue(proposal.Id.Value, out var open)) return Verdict(VerdictKind.Approved, open.Bought, open.Bought, []);

        var failed = RiskChecks.Failed(state, proposal, settings, seen);
        if (failed.Length > 0) return Verdict(VerdictKind.Rejected, Quantity.Zero, Quantity.Zero, failed);

        if (settings.Sizing == SizingMethod.FractionalKelly && proposal.WantedQuantity is null && Sizing.AtRisk(settings, seen.Edge) == Ratio.Zero)
            return Verdict(VerdictKind.Rejected, Quantity.Zero, Quantity.Zero, [NoEdge(settings, seen.Edge)]);

        var requested = Sizing.Requested(settings, proposal, seen);
        var (quantity, clipped) = Sizing.Clip(settings, proposal, seen, requested);
        var notional = proposal.Instrument.Notional(proposal.Entry, quantity);
        if (quantity.IsZero || notional.Amount < proposal.Instrument.MinNotional)
        {
            var least = Math.Max(proposal.Instrument.MinNotional, proposal.Instrument.LotSize * proposal.Entry.Value);
            return Verdict(VerdictKind.Rejected, Quantity.Zero, requested, clipped.Add(new RiskFinding(
                "minimum-size", new Money(least, notional.Currency).ToString(), notional.ToString(), $"What is allowed, {notional}, is below the smallest order that the venue takes.")));
        }
        return Verdict(quantity < requested ? VerdictKind.Reduced : VerdictKind.Approved, quantity, requested, clipped);
    }

    /// <summary>The event that keeps a judged entry's place.</summary>
    public static RiskEvent Keep(RiskVerdict verdict, EntryProposal proposal) =>
        new RiskEvent.Judged(verdict, proposal.Instrument.Notional(proposal.Entry, verdict.Quantity), proposal.Round);

    /// <summary>What a fill means.</summary>
    public static ImmutableArray<RiskEvent> OnFill(RiskState state, Fill fill, RiskSettings settings)
    {
        var events = ImmutableArray.CreateBuilder<RiskEvent>();
        events.Add(new RiskEvent.Booked(fill, settings.CooldownAfterLoss));
        var after = RiskBooking.Apply(state, events[0]);
        if (after.Halt is null && after.ConsecutiveLosses >= settings.ConsecutiveLosses)
            events.Add(new RiskEvent.Halted(LossRun(after, fill.At, settings)));
        return events.ToImmutable();
    }

    /// <summary>What the end of a round means: a new trading day, a breaker, kept places given up.</summary>
    /// <param name="state">As it is.</param>
    /// <param name="round">Market time.</param>
    /// <param name="settings">The limits.</param>
    /// <param name="mark">Last prices.</param>
    public static ImmutableArray<RiskEvent> OnRound(RiskState state, DateTimeOffset round, RiskSettings settings, Func<InstrumentId, Price?> mark)
    {
        var events = ImmutableArray<RiskEvent>.Empty;
        if (!state.Reservations.IsEmpty)
        {
            foreach (var (id, kept) in state.Reservations)
                if (!kept.Confirmed && kept.Round < round) events = events.Add(new RiskEvent.Released(id, Count: true));
        }
        var equity = state.Books.Equity(mark);
        var day = TradingDay.Of(round);
        if (state.Day != day)
        {
            // The day opens with the equity that the day before closed with, so that an overnight gap counts.
            var opening = state.Day is null ? equity : state.Equity;
            events = events.Add(new RiskEvent.DayBegan(day, opening)).AddRange(Resumptions(state, settings, opening));
        }
        if (equity != state.Equity) events = events.Add(new RiskEvent.Marked(equity));
        var after = events.IsEmpty ? state : RiskBooking.Apply(state, events);
        return after.Halt is null && Breaker(after, round, settings) is { } breaker ? events.Add(new RiskEvent.Halted(breaker)) : events;
    }

    // What ends with the trading day. A run of losses under another breaker ends too: its own halt would have lasted no longer.
    private static ImmutableArray<RiskEvent> Resumptions(RiskState state, RiskSettings settings, Money equity)
    {
        if (state.Halt is not { Resumes: ResumeRule.NextTradingDay } halt) return [];
        var resumed = new RiskEvent.Resumed(halt.Rule, "the next trading day", equity);
        return halt.Rule != "consecutive-losses" && state.ConsecutiveLosses >= settings.ConsecutiveLosses ? [resumed, resumed with { Rule = "consecutive-losses" }] : [resumed];
    }

    /// <summary>A person ends a halt.</summary>
    public static Decision<RiskEvent> Reset(RiskState state, string by) => state.Halt is { } halt
        ? Decision<RiskEvent>.Of(new RiskEvent.Resumed(halt.Rule, by, state.Equity))
        : Decision<RiskEvent>.Nothing;

    /// <summary>The figures that a judgement is based on.</summary>
    public static RiskInputs See(RiskState state, Func<InstrumentId, Price?> mark)
    {
        var equity = state.Books.Equity(mark);
        var zero = Money.Zero(equity.Currency);
        var reserved = state.Reservations.Values.Aggregate(zero, (sum, kept) => sum + kept.Notional);
        return new RiskInputs(
            equity, state.Books.Cash - reserved, equity - state.Books.Cash + reserved, state.Books.Open.Count + state.Reservations.Count(kept => !state.Books.Open.ContainsKey(kept.Key)),
            state.TradesToday, state.ConsecutiveLosses, state.Fall(equity), state.DayReturn(equity))
        { Edge = state.Edge };
    }

    private static RiskFinding NoEdge(RiskSettings settings, RealizedEdge edge) => new(
        "kelly-edge", "above 0", "0", string.Create(CultureInfo.InvariantCulture, $"{edge.Wins} wins and {edge.Losses} losses after costs give no edge, so Kelly's formula risks nothing; at least {settings.KellyTrades} trades are looked at. Choose another risk.sizing to go on."));

    private static Halt? Breaker(RiskState state, DateTimeOffset at, RiskSettings settings)
    {
        var today = state.DayReturn(state.Equity);
        if (today <= -settings.DailyLoss)
            return new Halt("daily-loss", $"Today's change of {today} reached the daily loss limit of {settings.DailyLoss}.", at, ResumeRule.NextTradingDay);
        var fall = state.Fall(state.Equity);
        if (fall >= settings.Drawdown)
            return new Halt("drawdown", $"Equity is {fall} below its highest; the limit is {settings.Drawdown}.", at, ResumeRule.Person);
        // Opened here when the run was complete under another breaker, or the limit was lowered: a run alone would bar entries for ever.
        return state.ConsecutiveLosses >= settings.ConsecutiveLosses ? LossRun(state, at, settings) : null;
    }

    private static Halt LossRun(RiskState state, DateTimeOffset at, RiskSettings settings) =>
        new("consecutive-losses", string.Create(CultureInfo.InvariantCulture, $"{state.ConsecutiveLosses} trades in a row lost; the limit is {settings.ConsecutiveLosses}."), at, ResumeRule.NextTradingDay);
}

/// <summary>Which trading day a time belongs to.</summary>
public static class TradingDay
{
    /// <summary>The UTC date: for markets that always trade by definition, for New York's regular session because it lies within one UTC date.</summary>
    public static DateOnly Of(DateTimeOffset marketTime) => DateOnly.FromDateTime(marketTime.UtcDateTime);
}
