using System.Collections.Immutable;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Venues;

namespace InvestBot.Backtest.Runs;

/// <summary>An instance's orders and the paper venue, talking until neither has anything more to say.</summary>
/// <param name="account">Where it trades.</param>
/// <param name="filled">Told of every fill, in order.</param>
/// <param name="ended">Told of every entry that works no longer.</param>
internal sealed class VenueLoop(VenueAccount account, Action<Fill> filled, Action<EndedEntry> ended)
{
    private readonly Queue<VenueEvent> _said = new();
    private OrdersState _orders = OrdersState.Empty;

    /// <summary>Decides a command, asks the venue what follows from it and hears the answers.</summary>
    internal void Tell(OrderCommand command, DateTimeOffset now)
    {
        Carry(OrderRules.Decide(_orders, command, now).Events, now);
        Drain(now);
    }

    /// <summary>Hears what the venue says of its orders.</summary>
    internal void Hear(IEnumerable<VenueEvent> events, DateTimeOffset now)
    {
        foreach (var said in events) _said.Enqueue(said);
        Drain(now);
    }

    private void Drain(DateTimeOffset now)
    {
        while (_said.TryDequeue(out var said)) Carry(OrderRules.Decide(_orders, new OrderCommand.Heard(said), now).Events, now);
    }

    private void Carry(ImmutableArray<OrderEvent> events, DateTimeOffset now)
    {
        if (events.IsEmpty) return;
        _orders = OrderBooking.Apply(_orders, events);
        foreach (var change in events)
            if (change is OrderEvent.Filled fill) filled(fill.Fill);
        foreach (var entry in EndedEntry.Among(_orders, events)) ended(entry);
        foreach (var request in VenueRequests.From(events))
            foreach (var answer in account.Take(request, this, now)) _said.Enqueue(answer);
    }
}
