using InvestBot.Domain.Orders;
using static InvestBot.Domain.Orders.OrderStatus;

namespace InvestBot.Domain.Tests.Orders;

public sealed class ExitTests
{
    private readonly OrderDesk _desk = OrderDesk.Holding();

    [Fact]
    public void Exit_All_CancelsTheLegsFirst()
    {
        _desk.Exit();
        _desk.Requests.ShouldBe(["cancel a.1.1-s", "cancel a.1.1-t"]);
        (_desk.Status("a.1.1-s"), _desk.Status("a.1.1-t")).ShouldBe((PendingCancel, PendingCancel));
    }

    [Fact]
    public void Exit_All_SellsWhatIsHeldOnceNothingIsInItsWay()
    {
        _desk.Exit();
        _desk.Cancel("a.1.1-s");
        _desk.Live.ShouldBe(["a.1.1-t"]);
        _desk.Cancel("a.1.1-t");
        _desk.Requests.Last().ShouldBe("submit a.1.1-x1 100");
        _desk.Fill("a.1.1-x1", 60m, 10m);
        _desk.Fill("a.1.1-x1", 40m, 10m);
        _desk.State.Live.ShouldBeEmpty();
        _desk.State.Trades.ShouldBeEmpty();
    }

    [Fact]
    public void Exit_StopFillsWhileItsCancelIsPending_SellsOnlyTheRest()
    {
        _desk.Exit();
        _desk.Fill("a.1.1-s", 70m, 9m);
        _desk.Cancel("a.1.1-t");
        _desk.Cancel("a.1.1-s");
        _desk.Requests.Last().ShouldBe("submit a.1.1-x1 30");
    }

    [Fact]
    public void Exit_StopFillsAllWhileItsCancelIsPending_SellsNothingMore()
    {
        _desk.Exit();
        _desk.Fill("a.1.1-s", 100m, 9m);
        _desk.Cancel("a.1.1-t");
        _desk.Requests.ShouldBe(["cancel a.1.1-s", "cancel a.1.1-t"]);
        _desk.State.Trades.ShouldBeEmpty();
    }

    [Fact]
    public void Exit_AllRepeated_ChangesNothing()
    {
        _desk.Exit();
        _desk.Exit().ShouldBeEmpty();
        _desk.Cancel("a.1.1-s");
        _desk.Cancel("a.1.1-t");
        _desk.Exit().ShouldBeEmpty();
        _desk.Asked.Count.ShouldBe(3);
    }

    [Fact]
    public void Exit_EntryUnfilled_CancelsItAndEndsTheTrade()
    {
        var desk = new OrderDesk();
        desk.Enter(OrderDesk.Bracket());
        desk.Exit();
        desk.Requests.ShouldBe(["bracket a.1.1", "cancel a.1.1", "cancel a.1.1-s", "cancel a.1.1-t"]);
        desk.Cancel("a.1.1");
        desk.Cancel("a.1.1-s");
        desk.Cancel("a.1.1-t");
        desk.State.Trades.ShouldBeEmpty();
    }

    [Fact]
    public void Exit_EntryFillsMeanwhile_SellsThatToo()
    {
        var desk = new OrderDesk();
        desk.Enter(OrderDesk.Bracket());
        desk.Exit();
        desk.Fill("a.1.1", 100m, 10m);
        desk.Cancel("a.1.1-s");
        desk.Cancel("a.1.1-t");
        desk.Requests.Last().ShouldBe("submit a.1.1-x1 100");
    }

    [Fact]
    public void Exit_UnknownTrade_ChangesNothing() => _desk.Exit(trade: "b.1.1").ShouldBeEmpty();

    [Fact]
    public void Exit_Part_SellsItAndKeepsTheProtection()
    {
        _desk.Exit(33m, "tier-1");
        _desk.Requests.ShouldBe(["submit a.1.1-x1 33"]);
        _desk.Fill("a.1.1-x1", 33m, 13m);
        _desk.Held().ShouldBe(67m);
        _desk.Live.ShouldBe(["a.1.1-s", "a.1.1-t"]);
    }

    [Fact]
    public void Exit_PartWithTheSameKey_HappensOnce()
    {
        _desk.Exit(33m, "tier-1");
        _desk.Exit(33m, "tier-1").ShouldBeEmpty();
        _desk.Exit(33m, "tier-2");
        _desk.Requests.ShouldBe(["submit a.1.1-x1 33", "submit a.1.1-x2 33"]);
    }

    [Fact]
    public void Exit_PartsBeyondWhatIsHeld_AreClippedToWhatIsFree()
    {
        _desk.Exit(70m, "tier-1");
        _desk.Exit(70m, "tier-2");
        _desk.Exit(70m, "tier-3");
        _desk.Requests.ShouldBe(["submit a.1.1-x1 70", "submit a.1.1-x2 30"]);
    }

    [Fact]
    public void Exit_AllWhileAPartIsBeingSold_SellsTheRest()
    {
        _desk.Exit(33m, "tier-1");
        _desk.Exit();
        _desk.Cancel("a.1.1-s");
        _desk.Cancel("a.1.1-t");
        _desk.Requests.Last().ShouldBe("submit a.1.1-x2 67");
    }

    [Fact]
    public void Exit_PartWhileAllIsAsked_ChangesNothing()
    {
        _desk.Exit();
        _desk.Exit(33m, "tier-1").ShouldBeEmpty();
    }

    [Fact]
    public void Rejected_Exit_IsAskedAgainOnlyWhenTold()
    {
        _desk.Exit();
        _desk.Cancel("a.1.1-s");
        _desk.Cancel("a.1.1-t");
        _desk.Reject("a.1.1-x1").OfType<OrderEvent.Recorded>().ShouldBeEmpty();
        _desk.Exit();
        _desk.Requests.Last().ShouldBe("submit a.1.1-x2 100");
        _desk.Reject("a.1.1-x2");
        _desk.Tell(new OrderCommand.RetryExits());
        _desk.Requests.Last().ShouldBe("submit a.1.1-x3 100");
        _desk.Tell(new OrderCommand.RetryExits()).ShouldBeEmpty();
        _desk.Exit().ShouldBeEmpty();
    }

    [Fact]
    public void Canceled_ExitByTheVenue_IsReplacedByAnother()
    {
        _desk.Exit();
        _desk.Cancel("a.1.1-s");
        _desk.Cancel("a.1.1-t");
        _desk.Fill("a.1.1-x1", 20m, 10m);
        _desk.Cancel("a.1.1-x1");
        _desk.Requests.Last().ShouldBe("submit a.1.1-x2 80");
    }

    [Fact]
    public void RetryExits_NothingAsked_ChangesNothing() => _desk.Tell(new OrderCommand.RetryExits()).ShouldBeEmpty();

    [Fact]
    public void Stop_SellingLessThanItsIntent_IsFilledWhenTheTradeIsFlat()
    {
        _desk.Exit(33m, "tier-1");
        _desk.Fill("a.1.1-x1", 33m, 13m);
        _desk.Cancel("a.1.1-t");
        _desk.Fill("a.1.1-s", 67m, 9m);
        _desk.Status("a.1.1-s").ShouldBe(Filled);
        _desk.State.Trades.ShouldBeEmpty();
    }

    [Fact]
    public void Fills_HeardBeforeTheEntryEnds_LeaveNoOrderBehind()
    {
        var desk = new OrderDesk();
        desk.Enter(OrderDesk.Bracket());
        desk.Fill("a.1.1", 50m, 10m);
        desk.Fill("a.1.1-s", 50m, 9m);
        desk.Status("a.1.1-s").ShouldBe(PartiallyFilled);
        desk.Cancel("a.1.1");
        desk.Requests.TakeLast(2).ShouldBe(["cancel a.1.1-s", "cancel a.1.1-t"]);
        desk.Cancel("a.1.1-s");
        desk.Cancel("a.1.1-t");
        desk.State.Live.ShouldBeEmpty();
        desk.State.Trades.ShouldBeEmpty();
    }

    [Fact]
    public void Sale_HeardBeforeItsPurchase_EndsFlat()
    {
        var desk = new OrderDesk();
        desk.Enter(OrderDesk.Bracket(target: null));
        desk.Fill("a.1.1-s", 100m, 9m);
        desk.Held().ShouldBe(-100m);
        desk.Fill("a.1.1", 100m, 10m);
        desk.State.Live.ShouldBeEmpty();
        desk.State.Trades.ShouldBeEmpty();
    }
}
