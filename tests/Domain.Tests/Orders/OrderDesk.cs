using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Tests.Orders;

/// <summary>An account's orders under test: tells them commands, keeps what came of it.</summary>
internal sealed class OrderDesk
{
    internal static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);
    internal static readonly InstrumentId Bonk = InstrumentId.Parse("binance:BONK/USDT");
    internal static readonly Currency Usdt = new("USDT");

    private int _fills;

    internal OrdersState State { get; private set; } = OrdersState.Empty;

    internal List<OrderEvent> Log { get; } = [];

    internal List<VenueRequest> Asked { get; } = [];

    internal DateTimeOffset Now { get; set; } = Noon;

    internal static Bracket Bracket(string id = "a.1.1", decimal quantity = 100m, decimal stop = 9m, decimal? target = 12m) =>
        Domain.Orders.Bracket.Long(new ClientOrderId(id), Bonk, new Quantity(quantity), new Price(stop), target is { } at ? new Price(at) : null, "because", Noon);

    /// <summary>A desk with a filled entry whose legs the venue works.</summary>
    internal static OrderDesk Holding(decimal quantity = 100m, string id = "a.1.1")
    {
        var desk = new OrderDesk();
        desk.Enter(Bracket(id, quantity));
        desk.Accept(id);
        desk.Fill(id, quantity, 10m);
        desk.Accept($"{id}-s");
        desk.Accept($"{id}-t");
        desk.Log.Clear();
        desk.Asked.Clear();
        return desk;
    }

    internal ImmutableArray<OrderEvent> Tell(OrderCommand command)
    {
        var decision = OrderRules.Decide(State, command, Now);
        decision.Refusal.ShouldBeNull();
        State = OrderBooking.Apply(State, decision.Events);
        Log.AddRange(decision.Events);
        Asked.AddRange(VenueRequests.From(decision.Events));
        return decision.Events;
    }

    internal ImmutableArray<OrderEvent> Hear(VenueEvent said) => Tell(new OrderCommand.Heard(said));

    internal void Enter(Bracket bracket) => Tell(new OrderCommand.Enter(bracket));

    internal ImmutableArray<OrderEvent> Exit(decimal? quantity = null, string? key = null, string trade = "a.1.1") =>
        Tell(new OrderCommand.Exit(new TradeId(trade), quantity is { } some ? new Quantity(some) : null, "out", key));

    internal ImmutableArray<OrderEvent> Accept(string id) => Hear(new VenueEvent.Accepted(new ClientOrderId(id), new VenueOrderId("v-" + id), Now));

    internal ImmutableArray<OrderEvent> Cancel(string id) => Hear(new VenueEvent.Canceled(new ClientOrderId(id), "canceled", Now));

    internal ImmutableArray<OrderEvent> Reject(string id) => Hear(new VenueEvent.Rejected(new ClientOrderId(id), "refused", Now));

    internal ImmutableArray<OrderEvent> Expire(string id) => Hear(new VenueEvent.Expired(new ClientOrderId(id), Now));

    internal ImmutableArray<OrderEvent> Replaced(string id, decimal stop) => Hear(new VenueEvent.Replaced(new ClientOrderId(id), new Price(stop), Now));

    internal ImmutableArray<OrderEvent> Fill(string id, decimal quantity, decimal price) => Hear(Filled(id, quantity, price));

    internal VenueEvent.Filled Filled(string id, decimal quantity, decimal price)
    {
        var intent = Order(id).Intent;
        var fill = new Fill(
            new FillId($"f{++_fills}"), intent.Id, intent.Trade, intent.Instrument, intent.Side, intent.Purpose,
            new Quantity(quantity), new Price(price), Money.Zero(Usdt), new Price(price), Now, intent.Reason);
        return new VenueEvent.Filled(intent.Id, fill, Now);
    }

    internal Order Order(string id) => State.Find(new ClientOrderId(id)).ShouldNotBeNull();

    internal OrderStatus Status(string id) => Order(id).Status;

    internal decimal Held(string trade = "a.1.1") => State.Trades.TryGetValue(trade, out var orders) ? orders.Held : 0m;

    internal IEnumerable<string> Live => State.Live.Keys.Select(id => id.Value);

    internal IEnumerable<string> Requests => Asked.Select(request => request switch
    {
        VenueRequest.SubmitBracket bracket => $"bracket {bracket.Bracket.Entry.Id}",
        VenueRequest.Submit submit => $"submit {submit.Intent.Id} {submit.Intent.Quantity}",
        VenueRequest.Cancel cancel => $"cancel {cancel.Order}",
        VenueRequest.MoveStop move => $"move {move.Order} {move.Stop}",
        _ => "?",
    });
}
