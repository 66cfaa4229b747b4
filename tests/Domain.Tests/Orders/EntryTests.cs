using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using static InvestBot.Domain.Orders.OrderStatus;

namespace InvestBot.Domain.Tests.Orders;

public sealed class EntryTests
{
    private readonly OrderDesk _desk = new();

    [Fact]
    public void Enter_Bracket_IsRecordedBeforeOneRequestCarriesItAll()
    {
        _desk.Enter(OrderDesk.Bracket());
        (_desk.Status("a.1.1"), _desk.Status("a.1.1-s"), _desk.Status("a.1.1-t")).ShouldBe((Submitted, Initialized, Initialized));
        _desk.Requests.ShouldBe(["bracket a.1.1"]);
    }

    [Fact]
    public void Enter_WithoutTarget_HasTwoOrders()
    {
        _desk.Enter(OrderDesk.Bracket(target: null));
        _desk.Live.ShouldBe(["a.1.1", "a.1.1-s"]);
        _desk.Requests.ShouldBe(["bracket a.1.1"]);
    }

    [Fact]
    public void Enter_Repeated_ChangesNothing()
    {
        _desk.Enter(OrderDesk.Bracket());
        _desk.Tell(new OrderCommand.Enter(OrderDesk.Bracket())).ShouldBeEmpty();
        _desk.Fill("a.1.1", 100m, 10m);
        _desk.Tell(new OrderCommand.Enter(OrderDesk.Bracket())).ShouldBeEmpty();
    }

    [Fact]
    public void Enter_RepeatedAfterTheTradeIsFlat_ChangesNothing()
    {
        _desk.Enter(OrderDesk.Bracket());
        _desk.Fill("a.1.1", 100m, 10m);
        _desk.Cancel("a.1.1-t");
        _desk.Fill("a.1.1-s", 100m, 9m);
        _desk.State.Trades.ShouldBeEmpty();
        _desk.Tell(new OrderCommand.Enter(OrderDesk.Bracket())).ShouldBeEmpty();
    }

    [Fact]
    public void Fill_InParts_AddsUpToTheAveragePrice()
    {
        _desk.Enter(OrderDesk.Bracket());
        _desk.Fill("a.1.1", 40m, 10m);
        _desk.Status("a.1.1").ShouldBe(PartiallyFilled);
        _desk.Fill("a.1.1", 60m, 11m);
        var entry = _desk.Order("a.1.1");
        (entry.Status, entry.Filled.Value, entry.AveragePrice).ShouldBe((Filled, 100m, new Price(10.6m)));
        _desk.Held().ShouldBe(100m);
    }

    [Fact]
    public void Rejected_Entry_EndsItsSleepingLegsToo()
    {
        _desk.Enter(OrderDesk.Bracket());
        _desk.Reject("a.1.1");
        (_desk.Status("a.1.1"), _desk.Status("a.1.1-s"), _desk.Status("a.1.1-t")).ShouldBe((Rejected, Canceled, Canceled));
        _desk.State.Live.ShouldBeEmpty();
        _desk.State.Trades.ShouldBeEmpty();
    }

    [Fact]
    public void Rejected_EntryThatWasAccepted_Ends()
    {
        _desk.Enter(OrderDesk.Bracket());
        _desk.Accept("a.1.1");
        _desk.Reject("a.1.1");
        _desk.State.Live.ShouldBeEmpty();
    }

    [Fact]
    public void Rejected_RestOfAPartlyFilledEntry_IsCanceledAndThePartStaysProtected()
    {
        _desk.Enter(OrderDesk.Bracket());
        _desk.Fill("a.1.1", 40m, 10m);
        _desk.Reject("a.1.1");
        _desk.Status("a.1.1").ShouldBe(Canceled);
        _desk.Live.ShouldBe(["a.1.1-s", "a.1.1-t"]);
        _desk.Held().ShouldBe(40m);
    }

    [Fact]
    public void Canceled_UnfilledEntry_EndsTheTrade()
    {
        _desk.Enter(OrderDesk.Bracket());
        _desk.Accept("a.1.1");
        _desk.Tell(new OrderCommand.CancelEntries("stop"));
        _desk.Requests.ShouldBe(["bracket a.1.1", "cancel a.1.1"]);
        _desk.Status("a.1.1").ShouldBe(PendingCancel);
        _desk.Cancel("a.1.1");
        _desk.State.Live.ShouldBeEmpty();
        _desk.State.Trades.ShouldBeEmpty();
    }

    [Fact]
    public void CancelEntries_Repeated_AsksOnce()
    {
        _desk.Enter(OrderDesk.Bracket());
        _desk.Tell(new OrderCommand.CancelEntries("stop"));
        _desk.Tell(new OrderCommand.CancelEntries("stop")).ShouldBeEmpty();
    }

    [Fact]
    public void CancelEntries_HeldPosition_StaysProtected()
    {
        var desk = OrderDesk.Holding();
        desk.Tell(new OrderCommand.CancelEntries("stop")).ShouldBeEmpty();
        desk.Live.ShouldBe(["a.1.1-s", "a.1.1-t"]);
    }

    [Fact]
    public void Fill_WhileItsCancelIsPending_IsBooked()
    {
        _desk.Enter(OrderDesk.Bracket());
        _desk.Tell(new OrderCommand.CancelEntries("stop"));
        _desk.Fill("a.1.1", 30m, 10m);
        _desk.Status("a.1.1").ShouldBe(PendingCancel);
        _desk.Cancel("a.1.1");
        _desk.Held().ShouldBe(30m);
        _desk.Live.ShouldBe(["a.1.1-s", "a.1.1-t"]);
    }

    [Fact]
    public void Fill_AfterCancel_IsBookedAndSoldAgain()
    {
        _desk.Enter(OrderDesk.Bracket());
        _desk.Cancel("a.1.1");
        _desk.State.Trades.ShouldBeEmpty();
        _desk.Fill("a.1.1", 30m, 10m);
        _desk.Status("a.1.1").ShouldBe(Canceled);
        _desk.Log.OfType<OrderEvent.Anomaly>().ShouldHaveSingleItem().What.ShouldContain("booked");
        _desk.Held().ShouldBe(30m);
        _desk.Requests.ShouldContain("submit a.1.1-x1 30");
        _desk.Fill("a.1.1-x1", 30m, 10m);
        _desk.State.Trades.ShouldBeEmpty();
        _desk.State.Live.ShouldBeEmpty();
    }

    [Fact]
    public void Fill_AfterCancelWhileItsStopWorks_StaysProtected()
    {
        _desk.Enter(OrderDesk.Bracket());
        _desk.Fill("a.1.1", 30m, 10m);
        _desk.Cancel("a.1.1");
        _desk.Fill("a.1.1", 20m, 10m);
        _desk.Held().ShouldBe(50m);
        _desk.Live.ShouldBe(["a.1.1-s", "a.1.1-t"]);
    }

    [Fact]
    public void Fill_AfterCancelOfATradeThatExited_GetsAFreshExitId()
    {
        _desk.Enter(OrderDesk.Bracket());
        _desk.Fill("a.1.1", 30m, 10m);
        _desk.Cancel("a.1.1");
        _desk.Exit();
        _desk.Cancel("a.1.1-s");
        _desk.Cancel("a.1.1-t");
        _desk.Fill("a.1.1-x1", 30m, 10m);
        _desk.State.Trades.ShouldBeEmpty();
        _desk.Fill("a.1.1", 5m, 10m);
        _desk.Requests.Last().ShouldBe("submit a.1.1-x2 5");
    }

    [Fact]
    public void Fill_MoreThanWasOrdered_IsBookedAndShown()
    {
        _desk.Enter(OrderDesk.Bracket());
        _desk.Fill("a.1.1", 101m, 10m);
        _desk.Held().ShouldBe(101m);
        _desk.Log.OfType<OrderEvent.Anomaly>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Heard_OfAnUnknownOrder_IsKeptAsAnAnomaly()
    {
        var before = _desk.State;
        _desk.Accept("b.1.1").ShouldHaveSingleItem().ShouldBeOfType<OrderEvent.Anomaly>();
        _desk.State.ShouldBeSameAs(before);
        _desk.Hear(new Domain.Venues.VenueEvent.Expired(new ClientOrderId("b.1.1"), OrderDesk.Noon)).ShouldHaveSingleItem().ShouldBeOfType<OrderEvent.Anomaly>();
    }
}
