using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Risk;

/// <summary>
/// Entries that are recorded and that risk has not heard of: its place for them was lost with its memory, and the news of them
/// is still on its way. They count as if their places were kept, or the next judgement would give the same place twice.
/// </summary>
public static class RecordedEntries
{
    /// <summary>The events that take their places.</summary>
    /// <param name="state">What risk knows.</param>
    /// <param name="recorded">The orders as they are recorded.</param>
    /// <param name="mark">Last prices; an instrument without one counts nothing but its place.</param>
    public static ImmutableArray<RiskEvent> Unheard(RiskState state, OrdersState recorded, Func<InstrumentId, Price?> mark)
    {
        var events = ImmutableArray<RiskEvent>.Empty;
        foreach (var (id, trade) in recorded.Trades)
        {
            if (state.Reservations.ContainsKey(id) || state.Books.Open.ContainsKey(id)) continue;
            var entry = recorded.LiveOf(trade.Trade).FirstOrDefault(order => order.Intent.Purpose == OrderPurpose.Entry);
            // What was bought and sold again takes no place, and neither does what ended without a fill.
            var quantity = entry is { Filled.IsZero: true } ? entry.Intent.Quantity.Value : trade.Held;
            if (quantity <= 0m) continue;
            var notional = new Money(quantity * (mark(trade.Instrument)?.Value ?? 0m), state.Books.Cash.Currency);
            events = events.Add(new RiskEvent.Taken(id, trade.Instrument, new Quantity(quantity), notional, DecidedAt(entry, recorded, trade)));
        }
        return events;
    }

    private static DateTimeOffset DecidedAt(Order? entry, OrdersState recorded, TradeOrders trade) =>
        (entry ?? recorded.Recent.LastOrDefault(order => order.Intent.Trade == trade.Trade) ?? recorded.LiveOf(trade.Trade).FirstOrDefault())?.Intent.DecidedAt ?? default;
}
