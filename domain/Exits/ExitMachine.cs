using System.Globalization;
using InvestBot.Domain.Calendars;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Exits;

/// <summary>Where one trade's exits stand.</summary>
/// <param name="Trade">Which.</param>
/// <param name="Plan">Fixed at the entry.</param>
/// <param name="Bought">Units bought so far.</param>
/// <param name="Cost">Sum of price × quantity of the buys.</param>
/// <param name="Held">Units held.</param>
/// <param name="OpenedAt">Market time of the first fill; <c>null</c> before it.</param>
/// <param name="Highest">Highest price seen since; <c>null</c> before the first fill.</param>
/// <param name="Stop">The stop now in force.</param>
/// <param name="TiersDone">How many tiers were sold.</param>
/// <param name="Closing">Why it is being closed, once it is.</param>
public sealed record ExitState(
    TradeId Trade, ExitPlan Plan, Quantity Bought, decimal Cost, Quantity Held, DateTimeOffset? OpenedAt, Price? Highest, Price Stop, int TiersDone, string? Closing)
{
    /// <summary>A trade whose entry has not filled yet.</summary>
    public static ExitState Awaiting(TradeId trade, ExitPlan plan) => new(trade, plan, Quantity.Zero, 0m, Quantity.Zero, null, null, plan.Stop, 0, null);

    /// <summary>Mean buying price; none before the first fill.</summary>
    public Price? EntryPrice => Bought.IsZero ? null : new Price(Cost / Bought.Value);

    /// <summary>True once something was bought and all of it is sold.</summary>
    public bool IsFlat => !Bought.IsZero && Held.IsZero;

    /// <summary>The state after one of the trade's fills.</summary>
    public ExitState After(Fill fill) => fill.Side == Side.Buy
        ? this with { Bought = Bought + fill.Quantity, Cost = Cost + (fill.Price.Value * fill.Quantity.Value), Held = Held + fill.Quantity, OpenedAt = OpenedAt ?? fill.At, Highest = Highest is { } high ? Price.Max(high, fill.Price) : fill.Price }
        : this with { Held = new Quantity(Math.Max(0m, Held.Value - fill.Quantity.Value)) };
}

/// <summary>What to do about a trade.</summary>
public abstract record ExitAction
{
    private ExitAction() { }

    /// <summary>Move the protective stop up.</summary>
    public sealed record MoveStop(Price Stop, string Reason) : ExitAction;

    /// <summary>Sell some at market.</summary>
    public sealed record Reduce(Quantity Quantity, string Reason) : ExitAction;

    /// <summary>Sell all at market.</summary>
    public sealed record Close(string Reason) : ExitAction;
}

/// <summary>
/// Decides a trade's exits at the close of a bar. The hard stop and the target rest at the venue, which saw the bar first;
/// here follow, in this order: breakeven and trailing stop, time stop, the session's end, the target that falls with time, the strategy's own wish
/// to leave, and, when the trade stays open, the tiers that the bar reached and the stop's new place. A tier of the same bar
/// counts for the breakeven stop. The falling target asks for a close at its level: a high that touched it is gone by then.
/// </summary>
public static class ExitMachine
{
    /// <summary>What to do at the close of a bar, and the state after it.</summary>
    /// <param name="state">Where the exits stand.</param>
    /// <param name="bar">The bar that just closed; the trade's fills within it are already in <paramref name="state"/>.</param>
    /// <param name="closeTime">Market time.</param>
    /// <param name="instrument">For ticks and lots.</param>
    /// <param name="strategyExit">Why the strategy wants to leave, or <c>null</c>.</param>
    public static (ExitState State, IReadOnlyList<ExitAction> Actions) OnBar(ExitState state, in Bar bar, DateTimeOffset closeTime, Instrument instrument, string? strategyExit)
    {
        if (state.EntryPrice is not { } entry || state.Held.IsZero || state.OpenedAt is not { } opened) return (state, []);
        if (state.Closing is { } closing) return (state, [new ExitAction.Close(closing)]);

        var highest = Price.Max(state.Highest ?? bar.High, bar.High);
        state = highest == state.Highest ? state : state with { Highest = highest };
        var tiers = state.TiersDone;
        while (tiers < state.Plan.Tiers.Length && bar.High >= entry.Plus(state.Plan.Tiers[tiers].Gain)) tiers++;
        var (stop, why) = StopAt(state, entry, highest, tiers, instrument.TickSize);

        // The bar closed below the new stop already: a resting stop would be refused or fill at once.
        if (stop > state.Stop && bar.Close <= stop) return Close(state, why);
        if (state.Plan.Holding is { } longest && closeTime - opened >= longest) return Close(state, "time stop");
        if (state.Plan.FlatBeforeClose is { } before && NyseCalendar.IsNearClose(closeTime, before)) return Close(state, "flat before the close");
        if (RoiStep.At(state.Plan.Roi, closeTime - opened) is { } step && bar.Close >= entry.Plus(step.Gain)) return Close(state, Words(step));
        if (strategyExit is not null) return Close(state, strategyExit);
        if (tiers == state.TiersDone && stop <= state.Stop) return (state, []);

        var actions = new List<ExitAction>();
        for (var tier = state.TiersDone; tier < tiers; tier++)
        {
            var part = Quantity.Min((state.Bought * state.Plan.Tiers[tier].Share).OnLot(instrument.LotSize), state.Held);
            if (!part.IsZero) actions.Add(new ExitAction.Reduce(part, $"take-profit tier {tier + 1}: +{state.Plan.Tiers[tier].Gain}"));
        }
        if (stop > state.Stop) actions.Add(new ExitAction.MoveStop(stop, why));
        return (state with { TiersDone = tiers, Stop = Price.Max(state.Stop, stop) }, actions);
    }

    // Where the stop belongs now, on a tick, and what put it there; never lower than it is.
    private static (Price Stop, string Why) StopAt(ExitState state, Price entry, Price highest, int tiers, decimal tick)
    {
        var (stop, why) = (state.Stop, "");
        if (state.Plan.Breakeven && tiers > 0 && entry > stop) (stop, why) = (entry, "breakeven after the first tier");
        if (state.Plan.Trailing is { } trail && highest.Plus(-trail) is var under && under > stop) (stop, why) = (under, "trailing stop");
        return why.Length == 0 ? (state.Stop, "") : (Price.Max(state.Stop, stop.OnTick(tick, Rounding.Down)), why);
    }

    private static string Words(RoiStep step) => string.Create(CultureInfo.InvariantCulture, $"falling target: +{step.Gain} after {step.After.TotalMinutes:0.##} min");

    private static (ExitState, IReadOnlyList<ExitAction>) Close(ExitState state, string reason) =>
        (state with { Closing = reason }, [new ExitAction.Close(reason)]);
}
