using System.Collections.Immutable;
using InvestBot.Domain.Identity;

namespace InvestBot.Domain.Orders;

/// <summary>An entry order that works no longer: its kept place at risk is given back.</summary>
/// <param name="Order">The entry.</param>
/// <param name="Trade">Its trade.</param>
/// <param name="NothingFilled">True when it bought nothing: then the trade never was, and the entry leaves the day's count.</param>
public readonly record struct EndedEntry(ClientOrderId Order, TradeId Trade, bool NothingFilled)
{
    /// <summary>The entries that a batch of order events ended.</summary>
    /// <param name="after">The orders with the events applied.</param>
    /// <param name="events">What happened.</param>
    public static ImmutableArray<EndedEntry> Among(OrdersState after, IReadOnlyList<OrderEvent> events)
    {
        var ended = ImmutableArray<EndedEntry>.Empty;
        foreach (var change in events)
        {
            ClientOrderId? id = change switch
            {
                OrderEvent.Moved moved when moved.Status.IsFinal() => moved.Order,
                OrderEvent.Filled filled when filled.Status.IsFinal() => filled.Fill.Order,
                _ => null,
            };
            if (id is { } order && after.Find(order) is { Intent.Purpose: OrderPurpose.Entry } entry)
                ended = ended.Add(new EndedEntry(order, entry.Intent.Trade, entry.Filled.IsZero));
        }
        return ended;
    }
}
