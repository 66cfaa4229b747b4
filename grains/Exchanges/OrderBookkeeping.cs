using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Venues;
using InvestBot.GrainInterfaces.Exchanges;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Keeping;
using InvestBot.Storage.Commits;

namespace InvestBot.Grains.Exchanges;

/// <summary>Turns order events into what commits with them: the new orders, rows, journal records, facts, and requests to the venue.</summary>
internal sealed record OrderBookkeeping(InstanceId Instance, AccountId Account, string Source)
{
    internal void Attach(Stored<ExchangeKept> next, ImmutableArray<OrderEvent> events, DateTimeOffset at, EntryOrder? entry)
    {
        if (events.IsEmpty) return;
        var before = next.Value.Orders;
        var touched = new List<ClientOrderId>();
        foreach (var change in events)
        {
            next.Value = next.Value with { Orders = OrderBooking.Apply(next.Value.Orders, change) };
            if (Touches(change) is { } id && !touched.Contains(id)) touched.Add(id);
            Tell(next, change, entry);
        }
        foreach (var id in touched) Show(next, before.Find(id), next.Value.Orders.Find(id));
        foreach (var request in VenueRequests.From(events)) next.Tell(Source, Addresses.ToVenue(Account), new Fact.Request(request, at));
    }

    private static ClientOrderId? Touches(OrderEvent change) => change switch
    {
        OrderEvent.Recorded recorded => recorded.Intent.Id,
        OrderEvent.Moved moved => moved.Order,
        OrderEvent.StopAsked asked => asked.Order,
        OrderEvent.StopMoved moved => moved.Order,
        OrderEvent.Filled filled => filled.Fill.Order,
        _ => null,
    };

    private void Tell(Stored<ExchangeKept> next, OrderEvent change, EntryOrder? order)
    {
        switch (change)
        {
            case OrderEvent.Recorded { Intent.Purpose: OrderPurpose.Entry } entry when order is not null:
                var recorded = new Fact.EntryRecorded(entry.Intent, order.Plan, order.Expected);
                next.Tell(Source, Addresses.ToRisk(Instance), recorded).Tell(Source, Addresses.ToToken(Instance, entry.Intent.Instrument), recorded);
                break;
            case OrderEvent.Filled filled:
                var fact = new Fact.Filled(Instance, filled.Fill);
                next.Tell(Source, Addresses.ToRisk(Instance), fact).Tell(Source, Addresses.ToToken(Instance, filled.Fill.Instrument), fact)
                    .Tell(Source, Addresses.ToPortfolio(Instance), fact).Tell(Source, Addresses.ToAccount(Account), fact);
                var row = filled.Fill.Row();
                next.Put(RowTable.Fills, filled.Fill.Id.Value, "", filled.Fill.At, row).Record("fill", filled.Fill.Trade.Value, filled.Fill.At, row);
                break;
            case OrderEvent.Anomaly anomaly:
                next.Record("log", anomaly.Order.Value, anomaly.At, new LogRecord("warning", $"{anomaly.Order}: {anomaly.What}", anomaly.At));
                break;
        }
    }

    private void Show(Stored<ExchangeKept> next, Order? before, Order? after)
    {
        if (after is null) return;
        var row = after.Row();
        next.Put(RowTable.Orders, after.Id.Value, Words.Of(after.Status), after.Intent.DecidedAt, row).Record("order", after.Intent.Trade.Value, after.UpdatedAt, row);
        if (after.Intent.Purpose != OrderPurpose.Entry || after.Status.IsLive() || before?.Status.IsFinal() == true) return;
        var ended = new Fact.EntryEnded(after.Id, after.Intent.Trade, after.Status, after.Filled.IsZero);
        next.Tell(Source, Addresses.ToRisk(Instance), ended).Tell(Source, Addresses.ToToken(Instance, after.Intent.Instrument), ended);
    }
}
