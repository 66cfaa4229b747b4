using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Orders;

/// <summary>All that an instance knows of its orders at one account.</summary>
/// <param name="Live">Orders that the venue may still fill.</param>
/// <param name="Trades">Trades with a live order or a holding.</param>
/// <param name="Recent">Orders ended not long ago, newest last, so that late repetitions of their events are known for what they are.</param>
public sealed record OrdersState(
    ImmutableSortedDictionary<ClientOrderId, Order> Live,
    ImmutableSortedDictionary<string, TradeOrders> Trades,
    ImmutableQueue<Order> Recent)
{
    /// <summary>How many ended orders are remembered.</summary>
    public const int Remembered = 64;

    /// <summary>Nothing yet.</summary>
    public static OrdersState Empty { get; } =
        new(ImmutableSortedDictionary<ClientOrderId, Order>.Empty, ImmutableSortedDictionary<string, TradeOrders>.Empty.WithComparers(StringComparer.Ordinal), ImmutableQueue<Order>.Empty);

    /// <summary>An order by id, live or recent.</summary>
    public Order? Find(ClientOrderId id)
    {
        if (Live.TryGetValue(id, out var order)) return order;
        foreach (var ended in Recent)
            if (ended.Id == id) return ended;
        return null;
    }

    /// <summary>The live orders of a trade.</summary>
    public IEnumerable<Order> LiveOf(TradeId trade) => Live.Values.Where(order => order.Intent.Trade == trade);
}

/// <summary>What an account holds for one trade, and what is asked of it.</summary>
/// <param name="Trade">Which.</param>
/// <param name="Instrument">What.</param>
/// <param name="Bought">Units bought.</param>
/// <param name="Sold">Units sold.</param>
/// <param name="Exits">Exits decided so far; numbers the next one.</param>
/// <param name="Asked">An exit that waits for the protective orders to be out of its way.</param>
/// <param name="Keys">Keys of the partial exits that were asked for, so that none is carried out twice.</param>
public sealed record TradeOrders(TradeId Trade, InstrumentId Instrument, Quantity Bought, Quantity Sold, int Exits, AskedExit? Asked, ImmutableArray<string> Keys)
{
    /// <summary>Units held; never below zero unless the venue sold more than it bought, which reconciliation reports.</summary>
    public decimal Held => Bought.Value - Sold.Value;
}

/// <summary>An exit that was asked for.</summary>
/// <param name="Quantity">How much, or all when <c>null</c>.</param>
/// <param name="Reason">Why.</param>
public sealed record AskedExit(Quantity? Quantity, string Reason);
