using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Orders;

/// <summary>Decides what becomes of an account's orders. <see cref="OrderBooking"/> carries it out, <see cref="Venues.VenueRequests"/> says what the venue is asked.</summary>
public static class OrderRules
{
    /// <summary>Answers a command with events, a refusal, or nothing when it repeats what is so already.</summary>
    /// <param name="state">The orders as they are.</param>
    /// <param name="command">What is asked or heard.</param>
    /// <param name="now">Market time.</param>
    public static Decision<OrderEvent> Decide(OrdersState state, OrderCommand command, DateTimeOffset now) => command switch
    {
        OrderCommand.Enter enter => Enter(state, enter.Bracket),
        OrderCommand.Exit exit => Exit(state, exit, now),
        OrderCommand.MoveStop move => MoveStop(state, move, now),
        OrderCommand.CancelEntries cancel => CancelEntries(state, cancel.Reason, now),
        OrderCommand.Flatten flatten => Flatten(state, flatten.Reason, now),
        OrderCommand.RetryExits => RetryExits(state, now),
        OrderCommand.Heard heard => OrderHearing.Decide(state, heard.Event),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The order that carries out a trade's asked-for exit, once nothing stands in its way; otherwise none.</summary>
    internal static OrderEvent? ReleaseExit(OrdersState state, TradeId trade, DateTimeOffset now)
    {
        if (!state.Trades.TryGetValue(trade.Value, out var orders) || orders.Asked is not { } asked || orders.Held <= 0m) return null;
        if (asked.Quantity is null && state.LiveOf(trade).Any(order => order.Intent.Purpose != OrderPurpose.Exit)) return null;
        var selling = state.LiveOf(trade).Where(order => order.Intent.Purpose == OrderPurpose.Exit).Sum(order => order.Intent.Quantity.Value - order.Filled.Value);
        var free = orders.Held - selling;
        if (free <= 0m) return null;
        var quantity = Quantity.Min(asked.Quantity ?? new Quantity(free), new Quantity(free));
        return new OrderEvent.Recorded(
            new OrderIntent(ClientOrderIds.Exit(trade, orders.Exits + 1), trade, orders.Instrument, Side.Sell, OrderType.Market, OrderPurpose.Exit, quantity, null, null, TimeInForce.GoodTillCanceled, asked.Reason, now),
            OrderStatus.Submitted);
    }

    /// <summary>Asks for all of a trade to be sold: its other orders end, then the exit goes out.</summary>
    internal static ImmutableArray<OrderEvent> Close(OrdersState state, TradeId trade, string reason, DateTimeOffset now)
    {
        var events = ImmutableArray.CreateBuilder<OrderEvent>();
        events.Add(new OrderEvent.ExitAsked(trade, null, reason));
        events.AddRange(Cancels(state.LiveOf(trade).Where(order => order.Intent.Purpose != OrderPurpose.Exit), reason, now));
        if (ReleaseExit(OrderBooking.Apply(state, events), trade, now) is { } release) events.Add(release);
        return events.ToImmutable();
    }

    private static Decision<OrderEvent> Enter(OrdersState state, Bracket bracket)
    {
        if (state.Find(bracket.Entry.Id) is not null || state.Trades.ContainsKey(bracket.Entry.Trade.Value)) return Decision<OrderEvent>.Nothing;
        return new(
            [.. bracket.Orders.Select(intent => (OrderEvent)new OrderEvent.Recorded(intent, intent.Purpose == OrderPurpose.Entry ? OrderStatus.Submitted : OrderStatus.Initialized))],
            null);
    }

    private static Decision<OrderEvent> Exit(OrdersState state, OrderCommand.Exit exit, DateTimeOffset now)
    {
        var (trade, quantity, reason, key) = exit;
        if (!state.Trades.TryGetValue(trade.Value, out var orders)) return Decision<OrderEvent>.Nothing;
        // Asked again, say after the venue refused the exit: try once more, nothing else.
        if (orders.Asked is { Quantity: null }) return Again(state, orders, now);
        if (key is not null && orders.Keys.Contains(key)) return Decision<OrderEvent>.Nothing;
        if (quantity is null) return new(Close(state, trade, reason, now), null);
        var asked = new OrderEvent.ExitAsked(trade, quantity, reason, key);
        return ReleaseExit(OrderBooking.Apply(state, asked), trade, now) is { } release ? Decision<OrderEvent>.Of(asked, release) : Decision<OrderEvent>.Of(asked);
    }

    // Whatever stands in the way of an exit is asked to end, if it was not yet; then it goes out.
    private static Decision<OrderEvent> Again(OrdersState state, TradeOrders trade, DateTimeOffset now)
    {
        var events = Cancels(state.LiveOf(trade.Trade).Where(order => order.Intent.Purpose != OrderPurpose.Exit), trade.Asked!.Reason, now).ToImmutableArray();
        return ReleaseExit(state, trade.Trade, now) is { } release ? new(events.Add(release), null) : new(events, null);
    }

    private static Decision<OrderEvent> RetryExits(OrdersState state, DateTimeOffset now)
    {
        var events = ImmutableArray.CreateBuilder<OrderEvent>();
        foreach (var (_, trade) in state.Trades)
            if (trade.Asked is { Quantity: null }) events.AddRange(Again(state, trade, now).Events);
        return new(events.ToImmutable(), null);
    }

    private static Decision<OrderEvent> MoveStop(OrdersState state, OrderCommand.MoveStop move, DateTimeOffset now)
    {
        if (!state.Live.TryGetValue(ClientOrderIds.Stop(move.Trade), out var stop) || move.Stop <= stop.StopNow || move.Stop <= stop.StopAsked) return Decision<OrderEvent>.Nothing;
        return OrderTransitions.Allows(stop.Status, OrderStatus.PendingReplace)
            ? Decision<OrderEvent>.Of(new OrderEvent.StopAsked(stop.Id, move.Stop, move.Reason, now))
            : Decision<OrderEvent>.Nothing;
    }

    private static Decision<OrderEvent> CancelEntries(OrdersState state, string reason, DateTimeOffset now) =>
        new([.. Cancels(state.Live.Values.Where(order => order.Intent.Purpose == OrderPurpose.Entry), reason, now)], null);

    private static Decision<OrderEvent> Flatten(OrdersState state, string reason, DateTimeOffset now)
    {
        var events = ImmutableArray.CreateBuilder<OrderEvent>();
        foreach (var trade in state.Trades.Values) events.AddRange(Exit(state, new OrderCommand.Exit(trade.Trade, null, reason), now).Events);
        return new(events.ToImmutable(), null);
    }

    private static IEnumerable<OrderEvent> Cancels(IEnumerable<Order> orders, string reason, DateTimeOffset now) =>
        from order in orders
        where order.Status != OrderStatus.PendingCancel
        select new OrderEvent.Moved(order.Id, OrderStatus.PendingCancel, null, reason, now);
}
