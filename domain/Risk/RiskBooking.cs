using InvestBot.Domain.Orders;

namespace InvestBot.Domain.Risk;

/// <summary>Applies risk events. Validates nothing and never throws for what <see cref="RiskRules"/> decided.</summary>
public static class RiskBooking
{
    /// <summary>Applies events in order.</summary>
    public static RiskState Apply(RiskState state, IEnumerable<RiskEvent> events) => events.Aggregate(state, Apply);

    /// <summary>Applies one event.</summary>
    public static RiskState Apply(RiskState state, RiskEvent change) => change switch
    {
        RiskEvent.Judged { Verdict.Kind: VerdictKind.Rejected } => state,
        RiskEvent.Judged judged when state.Reservations.ContainsKey(judged.Verdict.Id.Value) || state.Books.Open.ContainsKey(judged.Verdict.Id.Value) => state,
        RiskEvent.Judged judged => state with
        {
            TradesToday = state.TradesToday + 1,
            Reservations = state.Reservations.SetItem(judged.Verdict.Id.Value, new Reservation(judged.Verdict.Instrument, judged.Notional, judged.Verdict.Quantity, judged.Round, false)),
        },
        RiskEvent.Taken taken => state with
        {
            TradesToday = state.TradesToday + 1,
            Reservations = state.Reservations.SetItem(taken.Id, new Reservation(taken.Instrument, taken.Notional, taken.Quantity, taken.Round, true)),
        },
        RiskEvent.Confirmed confirmed when state.Reservations.TryGetValue(confirmed.Id, out var kept) =>
            state with { Reservations = state.Reservations.SetItem(confirmed.Id, kept with { Confirmed = true }) },
        RiskEvent.Confirmed => state,
        RiskEvent.Released released when state.Reservations.ContainsKey(released.Id) => state with
        {
            Reservations = state.Reservations.Remove(released.Id),
            TradesToday = released.Count && CountsToday(state, released.Id) ? Math.Max(0, state.TradesToday - 1) : state.TradesToday,
        },
        RiskEvent.Released => state,
        RiskEvent.Booked booked => Book(state, booked),
        RiskEvent.Marked marked => state with { Equity = marked.Equity, Peak = marked.Equity > state.Peak ? marked.Equity : state.Peak },
        RiskEvent.DayBegan began => state with { Day = began.Day, DayStart = began.Equity, TradesToday = 0 },
        RiskEvent.RunBegan => state with
        {
            Day = null,
            Cooldowns = state.Cooldowns.Clear(),
            Reservations = state.Reservations.RemoveRange(state.Reservations.Where(kept => !kept.Value.Confirmed).Select(kept => kept.Key)),
        },
        RiskEvent.Halted halted => state with { Halt = halted.Halt },
        // A resumption is a fresh start for the rule that halted, or it would halt again at once.
        RiskEvent.Resumed { Rule: "drawdown" } resumed => state with { Halt = null, Peak = resumed.Equity },
        RiskEvent.Resumed { Rule: "consecutive-losses" } => state with { Halt = null, ConsecutiveLosses = 0 },
        RiskEvent.Resumed { Rule: "daily-loss" } resumed => state with { Halt = null, DayStart = resumed.Equity },
        RiskEvent.Resumed => state with { Halt = null },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static RiskState Book(RiskState state, RiskEvent.Booked booked)
    {
        var fill = booked.Fill;
        var (books, closed) = state.Books.Book(fill);
        state = state with { Books = books };
        if (fill.Purpose == OrderPurpose.Entry && state.Reservations.TryGetValue(fill.Order.Value, out var kept))
        {
            // The place shrinks as the fills take over, by units, whatever they cost; the rest stays kept until the order ends.
            var left = books.Open.TryGetValue(fill.Trade.Value, out var trade) ? kept.Quantity.Value - trade.Bought.Value : 0m;
            state = state with { Reservations = left <= 0m ? state.Reservations.Remove(fill.Order.Value) : state.Reservations.SetItem(fill.Order.Value, kept with { Notional = Left(kept, left, fill.Quantity.Value), Confirmed = true }) };
        }
        if (closed is null) return state;
        state = state with { Edge = state.Edge.Add(closed) };
        return closed.ProfitAndLoss.IsNegative
            ? state with { ConsecutiveLosses = state.ConsecutiveLosses + 1, Cooldowns = state.Cooldowns.SetItem(closed.Instrument, closed.ClosedAt + booked.Cooldown) }
            : state with { ConsecutiveLosses = 0 };
    }

    private static Values.Money Left(Reservation kept, decimal left, decimal filled) => new(kept.Notional.Amount * (left / (left + filled)), kept.Notional.Currency);

    // An entry approved on an earlier day is not among today's.
    private static bool CountsToday(RiskState state, string id) => state.Day is not { } day || TradingDay.Of(state.Reservations[id].Round) == day;
}
