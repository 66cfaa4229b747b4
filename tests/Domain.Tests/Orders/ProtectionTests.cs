using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using static InvestBot.Domain.Orders.OrderStatus;

namespace InvestBot.Domain.Tests.Orders;

public sealed class ProtectionTests
{
    private readonly OrderDesk _desk = OrderDesk.Holding();

    [Fact]
    public void MoveStop_Working_IsAskedAndConfirmed()
    {
        Move(9.5m);
        _desk.Status("a.1.1-s").ShouldBe(PendingReplace);
        _desk.Order("a.1.1-s").StopNow.ShouldBe(new Price(9m));
        _desk.Requests.ShouldBe(["move a.1.1-s 9.5"]);
        _desk.Replaced("a.1.1-s", 9.5m);
        (_desk.Status("a.1.1-s"), _desk.Order("a.1.1-s").StopNow).ShouldBe((Accepted, new Price(9.5m)));
    }

    [Theory]
    [InlineData(9.0)]
    [InlineData(8.5)]
    public void MoveStop_NotUp_ChangesNothing(decimal stop) => Move(stop).ShouldBeEmpty();

    [Fact]
    public void MoveStop_Repeated_IsAskedOnce()
    {
        Move(9.5m);
        Move(9.5m).ShouldBeEmpty();
        Move(9.4m).ShouldBeEmpty();
        Move(9.6m);
        _desk.Requests.ShouldBe(["move a.1.1-s 9.5", "move a.1.1-s 9.6"]);
        _desk.Replaced("a.1.1-s", 9.5m);
        _desk.Status("a.1.1-s").ShouldBe(PendingReplace);
        _desk.Replaced("a.1.1-s", 9.6m);
        _desk.Status("a.1.1-s").ShouldBe(Accepted);
    }

    [Fact]
    public void MoveStop_WhileAllIsBeingSold_ChangesNothing()
    {
        _desk.Exit();
        Move(9.5m).ShouldBeEmpty();
    }

    [Fact]
    public void MoveStop_UnknownTrade_ChangesNothing() =>
        _desk.Tell(new OrderCommand.MoveStop(new TradeId("b.1.1"), new Price(9.5m), "trail")).ShouldBeEmpty();

    [Fact]
    public void ReplaceRejected_PendingStop_IsAsItWas()
    {
        Move(9.5m);
        _desk.Hear(new VenueEvent.ReplaceRejected(new ClientOrderId("a.1.1-s"), "no", OrderDesk.Noon));
        (_desk.Status("a.1.1-s"), _desk.Order("a.1.1-s").StopNow).ShouldBe((Accepted, new Price(9m)));
        _desk.Hear(new VenueEvent.ReplaceRejected(new ClientOrderId("a.1.1-s"), "no", OrderDesk.Noon)).ShouldBeEmpty();
    }

    [Fact]
    public void Replaced_RepeatedAfterTheNextMove_IsPassedOver()
    {
        Move(9.5m);
        _desk.Replaced("a.1.1-s", 9.5m);
        Move(9.7m);
        _desk.Replaced("a.1.1-s", 9.5m).ShouldBeEmpty();
        _desk.Replaced("a.1.1-s", 9.7m);
        _desk.Replaced("a.1.1-s", 9.5m).ShouldBeEmpty();
        _desk.Order("a.1.1-s").StopNow.ShouldBe(new Price(9.7m));
    }

    [Fact]
    public void Replaced_ByTheVenueAlone_IsBelieved()
    {
        _desk.Now = OrderDesk.Noon.AddMinutes(1);
        _desk.Replaced("a.1.1-s", 9.9m);
        _desk.Order("a.1.1-s").StopNow.ShouldBe(new Price(9.9m));
    }

    [Fact]
    public void Fill_OfAStopWhoseMoveIsPending_KeepsWaitingForTheMove()
    {
        Move(9.5m);
        _desk.Fill("a.1.1-s", 10m, 9m);
        _desk.Status("a.1.1-s").ShouldBe(PendingReplace);
        _desk.Replaced("a.1.1-s", 9.5m);
        _desk.Status("a.1.1-s").ShouldBe(PartiallyFilled);
    }

    [Fact]
    public void Rejected_Stop_TheHoldingIsSold()
    {
        _desk.Reject("a.1.1-s");
        _desk.Requests.ShouldBe(["cancel a.1.1-t"]);
        _desk.Cancel("a.1.1-t");
        _desk.Requests.Last().ShouldBe("submit a.1.1-x1 100");
    }

    [Fact]
    public void Expired_Stop_TheHoldingIsSold()
    {
        _desk.Expire("a.1.1-s");
        _desk.Cancel("a.1.1-t");
        _desk.Requests.Last().ShouldBe("submit a.1.1-x1 100");
    }

    [Fact]
    public void Rejected_StopBeforeTheEntryFills_WhatFillsIsSold()
    {
        var desk = new OrderDesk();
        desk.Enter(OrderDesk.Bracket(target: null));
        desk.Reject("a.1.1-s");
        desk.Fill("a.1.1", 100m, 10m);
        desk.Requests.Last().ShouldBe("submit a.1.1-x1 100");
    }

    [Fact]
    public void Canceled_StopWhileTheTargetFills_AsksForNothing()
    {
        _desk.Cancel("a.1.1-s");
        _desk.Fill("a.1.1-t", 100m, 12m);
        _desk.Requests.ShouldBeEmpty();
        _desk.State.Trades.ShouldBeEmpty();
    }

    [Fact]
    public void Canceled_OnlyStopByTheVenue_TheHoldingIsSold()
    {
        _desk.Cancel("a.1.1-t");
        _desk.Requests.ShouldBeEmpty();
        _desk.Cancel("a.1.1-s");
        _desk.Requests.ShouldBe(["submit a.1.1-x1 100"]);
    }

    [Fact]
    public void Flatten_SeveralTrades_EndsEveryOne()
    {
        var desk = OrderDesk.Holding();
        desk.Enter(OrderDesk.Bracket("a.1.2"));
        desk.Enter(OrderDesk.Bracket("a.1.3"));
        desk.Fill("a.1.3", 50m, 10m);
        desk.Tell(new OrderCommand.Flatten("emergency"));
        desk.Tell(new OrderCommand.Flatten("emergency")).ShouldBeEmpty();
        foreach (var id in desk.Live.ToList()) desk.Cancel(id);
        desk.Requests.Where(request => request.StartsWith("submit", StringComparison.Ordinal)).ShouldBe(["submit a.1.1-x1 100", "submit a.1.3-x1 50"]);
        desk.Fill("a.1.1-x1", 100m, 8m);
        desk.Fill("a.1.3-x1", 50m, 8m);
        desk.State.Live.ShouldBeEmpty();
        desk.State.Trades.ShouldBeEmpty();
    }

    [Fact]
    public void Events_Repeated_ChangeNothing()
    {
        var desk = new OrderDesk();
        desk.Enter(OrderDesk.Bracket());
        var fill = desk.Filled("a.1.1", 40m, 10m);
        desk.Hear(fill);
        desk.Hear(fill).ShouldBeEmpty();
        desk.Cancel("a.1.1");
        desk.Hear(fill).ShouldBeEmpty();
        desk.Cancel("a.1.1").ShouldBeEmpty();
        desk.Accept("a.1.1").ShouldBeEmpty();
        desk.Expire("a.1.1").ShouldBeEmpty();
        desk.Reject("a.1.1").ShouldBeEmpty();
    }

    [Fact]
    public void Recent_ManyEndedOrders_RemembersTheLast64()
    {
        var desk = new OrderDesk();
        for (var i = 0; i < 40; i++)
        {
            desk.Enter(OrderDesk.Bracket($"a.1.{i:000}"));
            desk.Reject($"a.1.{i:000}");
        }
        desk.State.Recent.Count().ShouldBe(OrdersState.Remembered);
        desk.State.Recent.Last().Id.Value.ShouldStartWith("a.1.039");
        desk.State.Find(new ClientOrderId("a.1.000")).ShouldBeNull();
        desk.State.Trades.ShouldBeEmpty();
    }

    private System.Collections.Immutable.ImmutableArray<OrderEvent> Move(decimal stop) =>
        _desk.Tell(new OrderCommand.MoveStop(new TradeId("a.1.1"), new Price(stop), "trail"));
}
