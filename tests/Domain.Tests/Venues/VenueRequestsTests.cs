using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Tests.Orders;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Tests.Venues;

public sealed class VenueRequestsTests
{
    [Fact]
    public void From_Entry_IsOneBracketWithItsOwnLegs()
    {
        var bracket = OrderDesk.Bracket();
        var events = OrderRules.Decide(OrdersState.Empty, new OrderCommand.Enter(bracket), OrderDesk.Noon).Events;
        VenueRequests.From(events).ShouldBe([new VenueRequest.SubmitBracket(bracket)]);
    }

    [Fact]
    public void From_TwoEntriesAtOnce_KeepsTheirLegsApart()
    {
        var (first, second) = (OrderDesk.Bracket("a.1.1"), OrderDesk.Bracket("a.1.2", target: null));
        OrderEvent[] events = [.. first.Orders.Concat(second.Orders).Select(intent => new OrderEvent.Recorded(intent, OrderStatus.Submitted))];
        VenueRequests.From(events).ShouldBe([new VenueRequest.SubmitBracket(first), new VenueRequest.SubmitBracket(second)]);
    }

    [Fact]
    public void From_WhatTheVenueSaid_AsksForNothing()
    {
        var id = new ClientOrderId("a.1.1");
        OrderEvent[] events =
        [
            new OrderEvent.Moved(id, OrderStatus.Accepted, null, null, OrderDesk.Noon), new OrderEvent.Moved(id, OrderStatus.Canceled, null, null, OrderDesk.Noon),
            new OrderEvent.StopMoved(id, new Price(1m), OrderDesk.Noon), new OrderEvent.Anomaly(id, "odd", OrderDesk.Noon), new OrderEvent.ExitAsked(new TradeId("a.1.1"), null, "out"),
        ];
        VenueRequests.From(events).ShouldBeEmpty();
    }

    [Fact]
    public void Fill_CashFlowAndSlippage_HaveTheirSigns()
    {
        var desk = OrderDesk.Holding();
        var sale = desk.Filled("a.1.1-t", 10m, 12m).Fill with { Commission = new Money(2m, OrderDesk.Usdt), Reference = new Price(12.5m) };
        (sale.CashFlow.Amount, sale.Slippage.Amount).ShouldBe((118m, 5m));
        var purchase = sale with { Side = Side.Buy };
        (purchase.CashFlow.Amount, purchase.Slippage.Amount).ShouldBe((-122m, -5m));
    }
}
