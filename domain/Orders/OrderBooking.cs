using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Orders;

/// <summary>Applies order events. Validates nothing and never throws for what <see cref="OrderRules"/> decided.</summary>
public static class OrderBooking
{
    /// <summary>Applies events in order.</summary>
    public static OrdersState Apply(OrdersState state, IEnumerable<OrderEvent> events) => events.Aggregate(state, Apply);

    /// <summary>Applies one event.</summary>
    public static OrdersState Apply(OrdersState state, OrderEvent change) => change switch
    {
        OrderEvent.Recorded recorded => Record(state, recorded),
        OrderEvent.Moved moved => Update(state, moved.Order, order => order with
        {
            Status = moved.Status,
            VenueId = moved.VenueId ?? order.VenueId,
            Note = moved.Note ?? order.Note,
            UpdatedAt = moved.At,
            StopAsked = moved.Status is OrderStatus.PendingReplace or OrderStatus.PendingCancel ? order.StopAsked : null,
        }),
        OrderEvent.StopAsked asked => Update(state, asked.Order, order => order with { Status = OrderStatus.PendingReplace, StopAsked = asked.Stop, Note = asked.Reason, UpdatedAt = asked.At }),
        OrderEvent.StopMoved moved => Update(state, moved.Order, order => Move(order, moved)),
        OrderEvent.Filled filled => Book(state, filled.Fill, filled.Status),
        OrderEvent.ExitAsked asked => WithTrade(state, asked.Trade, trade => trade with { Asked = new AskedExit(asked.Quantity, asked.Reason), Keys = asked.Key is { } key ? trade.Keys.Add(key) : trade.Keys }),
        OrderEvent.Anomaly => state,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static OrdersState Record(OrdersState state, OrderEvent.Recorded recorded)
    {
        var intent = recorded.Intent;
        state = state with { Live = state.Live.SetItem(intent.Id, Order.From(intent, recorded.Status)) };
        var trade = TradeOf(state, intent.Trade, intent.Instrument);
        if (intent.Purpose == OrderPurpose.Exit)
            trade = trade with { Exits = trade.Exits + 1, Asked = trade.Asked is { Quantity: null } ? trade.Asked : null };
        return state with { Trades = state.Trades.SetItem(intent.Trade.Value, trade) };
    }

    private static Order Move(Order order, OrderEvent.StopMoved moved)
    {
        var asked = order.StopAsked <= moved.Stop ? null : order.StopAsked;
        return order with
        {
            StopNow = moved.Stop,
            StopAsked = asked,
            Status = order.Status == OrderStatus.PendingReplace && asked is null ? (order.Filled.IsZero ? OrderStatus.Accepted : OrderStatus.PartiallyFilled) : order.Status,
            UpdatedAt = moved.At,
        };
    }

    private static OrdersState Book(OrdersState state, Fill fill, OrderStatus status)
    {
        state = Update(state, fill.Order, order => order with
        {
            Status = status,
            Filled = order.Filled + fill.Quantity,
            FilledValue = order.FilledValue + (fill.Price.Value * fill.Quantity.Value),
            Fills = order.Fills.Add(fill.Id),
            UpdatedAt = fill.At,
        });
        var trade = TradeOf(state, fill.Trade, fill.Instrument);
        trade = fill.Side == Side.Buy ? trade with { Bought = trade.Bought + fill.Quantity } : trade with { Sold = trade.Sold + fill.Quantity };
        return Settle(state with { Trades = state.Trades.SetItem(fill.Trade.Value, trade) }, fill.Trade);
    }

    // A late fill brings a forgotten trade back: its exits go on counting, so that no id comes twice.
    private static TradeOrders TradeOf(OrdersState state, TradeId id, Markets.InstrumentId instrument) => state.Trades.GetValueOrDefault(id.Value)
        ?? new TradeOrders(id, instrument, Quantity.Zero, Quantity.Zero, state.Recent.Where(order => order.Intent.Trade == id).Select(order => ClientOrderIds.ExitNumber(order.Id)).DefaultIfEmpty(0).Max(), null, []);

    private static OrdersState Update(OrdersState state, ClientOrderId id, Func<Order, Order> change)
    {
        if (!state.Live.TryGetValue(id, out var order))
            return state with { Recent = [.. state.Recent.Select(ended => ended.Id == id ? change(ended) : ended)] };
        var changed = change(order);
        if (changed.Status.IsLive()) return state with { Live = state.Live.SetItem(id, changed) };
        var recent = state.Recent.Enqueue(changed);
        if (recent.Count() > OrdersState.Remembered) recent = recent.Dequeue();
        return Settle(state with { Live = state.Live.Remove(id), Recent = recent }, changed.Intent.Trade);
    }

    private static OrdersState WithTrade(OrdersState state, TradeId id, Func<TradeOrders, TradeOrders> change) =>
        state.Trades.TryGetValue(id.Value, out var trade) ? state with { Trades = state.Trades.SetItem(id.Value, change(trade)) } : state;

    // A trade is forgotten when nothing is held and nothing works for it.
    private static OrdersState Settle(OrdersState state, TradeId id) =>
        state.Trades.TryGetValue(id.Value, out var trade) && trade.Held == 0m && !state.LiveOf(id).Any()
            ? state with { Trades = state.Trades.Remove(id.Value) }
            : state;
}
