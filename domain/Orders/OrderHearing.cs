using System.Collections.Immutable;
using InvestBot.Domain.Venues;
using static InvestBot.Domain.Orders.OrderStatus;

namespace InvestBot.Domain.Orders;

/// <summary>What a venue's event means for the orders: the venue is believed, repetition is harmless, the impossible is kept as an anomaly.</summary>
internal static class OrderHearing
{
    internal static Decision<OrderEvent> Decide(OrdersState state, VenueEvent heard)
    {
        if (state.Find(heard.Order) is not { } order)
            return Decision<OrderEvent>.Of(new OrderEvent.Anomaly(heard.Order, $"the venue spoke of an order that is not known here: {heard.GetType().Name}", heard.At));
        return heard switch
        {
            VenueEvent.Accepted accepted => Move(state, order, Accepted, accepted.VenueId, null, heard.At),
            VenueEvent.Rejected rejected => Move(state, order, Rejected, null, rejected.Reason, heard.At),
            VenueEvent.Canceled canceled => Move(state, order, Canceled, null, canceled.Reason, heard.At),
            VenueEvent.Expired => Move(state, order, Expired, null, "expired", heard.At),
            VenueEvent.Replaced replaced => Replaced(order, replaced),
            VenueEvent.ReplaceRejected rejected => Unchanged(order, rejected),
            VenueEvent.Filled filled => Filled(state, order, filled.Fill),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Decision<OrderEvent> Move(OrdersState state, Order order, OrderStatus to, Identity.VenueOrderId? venueId, string? note, DateTimeOffset at)
    {
        // Late or repeated: acceptance after anything stronger, or any second ending.
        if (to == Rejected && !order.Filled.IsZero) to = Canceled;
        if (order.Status == to || !OrderTransitions.Allows(order.Status, to)) return Decision<OrderEvent>.Nothing;
        if (to == Accepted && order.Status == PendingReplace) return Decision<OrderEvent>.Nothing;
        var moved = new OrderEvent.Moved(order.Id, to, venueId, note, at);
        // A refused exit is asked again at the next bar, not at once: the cause may last.
        if (to == Rejected && order.Intent.Purpose == OrderPurpose.Exit)
            return Decision<OrderEvent>.Of(moved, new OrderEvent.Anomaly(order.Id, $"the venue refused an exit: {note}", at));
        return WithConsequences(state, [moved], order, to, at);
    }

    // A protective stop only moves up, so that whatever is late or repeated is known by being lower.
    private static Decision<OrderEvent> Replaced(Order order, VenueEvent.Replaced replaced) =>
        order.Status.IsLive() && (order.StopNow is not { } now || replaced.Stop > now || order.StopAsked == replaced.Stop)
            ? Decision<OrderEvent>.Of(new OrderEvent.StopMoved(order.Id, replaced.Stop, replaced.At))
            : Decision<OrderEvent>.Nothing;

    private static Decision<OrderEvent> Unchanged(Order order, VenueEvent.ReplaceRejected rejected) =>
        order.Status == PendingReplace
            ? Decision<OrderEvent>.Of(new OrderEvent.Moved(order.Id, order.Filled.IsZero ? Accepted : PartiallyFilled, null, rejected.Reason, rejected.At))
            : Decision<OrderEvent>.Nothing;

    private static Decision<OrderEvent> Filled(OrdersState state, Order order, Fill fill)
    {
        if (order.Fills.Contains(fill.Id)) return Decision<OrderEvent>.Nothing;
        var filled = order.Filled + fill.Quantity;
        // What sells is complete when the trade is flat, even if its recorded quantity was larger.
        var flat = order.Intent.Side == Side.Sell
            && state.Trades.TryGetValue(order.Intent.Trade.Value, out var trade) && trade.Held <= fill.Quantity.Value
            && !state.LiveOf(order.Intent.Trade).Any(other => other.Intent.Purpose == OrderPurpose.Entry);
        var status = order.Status.IsFinal() ? order.Status
            : filled >= order.Intent.Quantity || flat ? OrderStatus.Filled
            : order.Status is PendingCancel or PendingReplace ? order.Status : PartiallyFilled;
        var events = ImmutableArray.CreateBuilder<OrderEvent>();
        events.Add(new OrderEvent.Filled(fill, status));
        if (order.Status.IsFinal()) events.Add(new OrderEvent.Anomaly(order.Id, $"a fill arrived after the order was {order.Status}; it is booked", fill.At));
        if (filled > order.Intent.Quantity) events.Add(new OrderEvent.Anomaly(order.Id, $"filled {filled} of {order.Intent.Quantity}; it is booked", fill.At));
        return WithConsequences(state, events.ToImmutable(), order, status, fill.At);
    }

    private static Decision<OrderEvent> WithConsequences(OrdersState state, ImmutableArray<OrderEvent> events, Order order, OrderStatus to, DateTimeOffset at) =>
        new(events.AddRange(OrderConsequences.Of(OrderBooking.Apply(state, events), order, to, at)), null);
}
