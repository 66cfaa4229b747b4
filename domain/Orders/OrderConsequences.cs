using System.Collections.Immutable;
using static InvestBot.Domain.Orders.OrderStatus;

namespace InvestBot.Domain.Orders;

/// <summary>
/// What follows for a trade once something was heard of one of its orders: orders with nothing left to do end, a holding that
/// lost its protective stop is sold, an exit that waited goes out. So no order lives on for ever and nothing is held unguarded.
/// </summary>
internal static class OrderConsequences
{
    /// <summary>The events that follow, in order.</summary>
    /// <param name="state">After what was heard.</param>
    /// <param name="heard">The order as it was before.</param>
    /// <param name="to">Its status now.</param>
    /// <param name="at">Market time.</param>
    internal static ImmutableArray<OrderEvent> Of(OrdersState state, Order heard, OrderStatus to, DateTimeOffset at)
    {
        if (!state.Trades.TryGetValue(heard.Intent.Trade.Value, out var trade)) return [];
        var live = state.LiveOf(trade.Trade).ToList();
        if (trade.Held <= 0m)
        {
            return live.Exists(order => order.Intent.Purpose == OrderPurpose.Entry)
                ? []
                : [.. live.Where(order => order.Status != PendingCancel).Select(order => End(order, trade, at))];
        }
        if (OrderRules.ReleaseExit(state, trade.Trade, at) is { } release) return [release];
        return trade.Asked is { Quantity: null } || IsGuarded(live, heard, to) ? [] : OrderRules.Close(state, trade.Trade, "the holding lost its protective stop", at);
    }

    // A leg that never woke ends with its entry; of any other order the venue is asked.
    private static OrderEvent.Moved End(Order order, TradeOrders trade, DateTimeOffset at) => trade.Bought.IsZero && order.Status == Initialized
        ? new OrderEvent.Moved(order.Id, Canceled, null, "its entry ended", at)
        : new OrderEvent.Moved(order.Id, PendingCancel, null, "nothing is held", at);

    // A venue that fills one side of a bracket may tell of the other side's end first: then a working target is guard enough.
    private static bool IsGuarded(List<Order> live, Order heard, OrderStatus to) =>
        live.Exists(order => order.Intent.Purpose is OrderPurpose.ProtectiveStop or OrderPurpose.Exit)
        || (heard.Intent.Purpose == OrderPurpose.ProtectiveStop && to == Canceled && live.Exists(order => order.Intent.Purpose == OrderPurpose.Target));
}
