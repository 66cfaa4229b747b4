using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Venues;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Rows;

namespace InvestBot.Silo.Verification;

/// <summary>How an instance's orders and fills agree, one by one, with what the venue itself said of them.</summary>
/// <param name="Orders">Orders of the instance, the legs of its brackets among them.</param>
/// <param name="Lost">Fills that the venue made and the journal lacks, and orders that the venue never answered or that nobody here knows.</param>
/// <param name="Doubled">Fills and orders that were there twice on either side, and fills that the venue never made.</param>
/// <param name="Differences">Each in words.</param>
internal sealed record VenueComparison(long Orders, long Lost, long Doubled, ImmutableArray<string> Differences)
{
    /// <summary>Compares; nothing may be on its way to the venue or back.</summary>
    /// <param name="instance">Whose.</param>
    /// <param name="account">Its account at the venue, which it shares with nobody.</param>
    /// <param name="journaled">How often each fill is in the journal.</param>
    /// <param name="rows">Where its orders are.</param>
    /// <param name="venue">The venue.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async Task<VenueComparison> RunAsync(
        InstanceId instance, AccountId account, IReadOnlyDictionary<FillId, int> journaled, IRowReader rows, IExchange venue, CancellationToken cancellationToken)
    {
        var said = new List<VenueEvent>();
        for (long number = 0; await venue.EventsAfterAsync(account, number, cancellationToken) is { Count: > 0 } page; number = page[^1].Number)
            said.AddRange(page.Select(message => message.Event));
        return Of(journaled, await OrdersAsync(instance, rows, cancellationToken), said);
    }

    /// <summary>Compares what is at hand.</summary>
    /// <param name="journaled">How often each fill is in the journal.</param>
    /// <param name="orders">The instance's orders.</param>
    /// <param name="said">Everything that the venue ever said of the account, in its order.</param>
    internal static VenueComparison Of(IReadOnlyDictionary<FillId, int> journaled, IReadOnlyDictionary<ClientOrderId, OrderRow> orders, IEnumerable<VenueEvent> said)
    {
        var heard = new Heard([], []);
        foreach (var item in said) heard.Add(item);
        var lost = heard.Fills.Where(fill => !journaled.ContainsKey(fill)).Select(fill => $"the venue's fill {fill} is not in the journal")
            .Concat(heard.Orders.Keys.Where(order => !orders.ContainsKey(order)).Select(order => $"the venue has order {order}, which is not known here"))
            .Concat(orders.Values.Where(order => WasSent(order) && !heard.Orders.ContainsKey(order.Id)).Select(order => $"order {order.Id} is {order.Status} and the venue never answered it"))
            .ToImmutableArray();
        var doubled = journaled.Where(fill => fill.Value > 1).Select(fill => $"fill {fill.Key} is in the journal {fill.Value} times")
            .Concat(journaled.Keys.Where(fill => !heard.Fills.Contains(fill)).Select(fill => $"fill {fill} is in the journal and the venue never made it"))
            .Concat(heard.Orders.Where(order => order.Value.TakenAgain).Select(order => $"the venue took order {order.Key} again after it had ended"))
            .Concat(heard.Orders.Where(order => orders.TryGetValue(order.Key, out var ours) && order.Value.Filled > ours.Quantity).Select(order => $"the venue filled more of order {order.Key} than was asked for"))
            .ToImmutableArray();
        return new VenueComparison(orders.Count, lost.Length, doubled.Length, lost.AddRange(doubled));
    }

    // Legs of a bracket sleep at the venue until their entry fills: no answer is due for them.
    private static bool WasSent(OrderRow order) => order.Purpose is OrderPurpose.Entry or OrderPurpose.Exit && order.Status != OrderStatus.Denied;

    private static async Task<Dictionary<ClientOrderId, OrderRow>> OrdersAsync(InstanceId instance, IRowReader rows, CancellationToken cancellationToken)
    {
        var orders = new Dictionary<ClientOrderId, OrderRow>();
        for (RowCursor? after = null; ;)
        {
            var page = await rows.PageAsync(
                instance.ToString(), new RowQuery(RowTable.Orders) { After = after, Limit = RowQuery.LargestPage, NewestFirst = false }, cancellationToken);
            foreach (var row in page.Select(row => DomainJson.Read<OrderRow>(row.Data))) orders[row.Id] = row;
            if (page.Count < RowQuery.LargestPage) return orders;
            after = page[^1].Cursor;
        }
    }

    /// <summary>What the venue said, summed up.</summary>
    private sealed record Heard(HashSet<FillId> Fills, Dictionary<ClientOrderId, HeardOrder> Orders)
    {
        internal void Add(VenueEvent said)
        {
            // A venue may say a fill again: its id tells that it is the same one.
            if (said is VenueEvent.Filled filled && !Fills.Add(filled.Fill.Id)) return;
            var order = Orders.GetValueOrDefault(said.Order, new HeardOrder(false, false, 0m));
            Orders[said.Order] = said switch
            {
                VenueEvent.Accepted when order.Ended => order with { TakenAgain = true },
                VenueEvent.Filled fill => order with { Filled = order.Filled + fill.Fill.Quantity.Value },
                VenueEvent.Rejected or VenueEvent.Canceled or VenueEvent.Expired => order with { Ended = true },
                _ => order,
            };
        }
    }

    private sealed record HeardOrder(bool Ended, bool TakenAgain, decimal Filled);
}
