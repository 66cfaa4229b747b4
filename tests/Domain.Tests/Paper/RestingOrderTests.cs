using InvestBot.Domain.Values;
using static InvestBot.Domain.Tests.Paper.PaperVenue;

namespace InvestBot.Domain.Tests.Paper;

public sealed class RestingOrderTests
{
    private readonly PaperVenue _venue = new PaperVenue(Free).Holding();

    [Fact]
    public void Bar_TouchingNothing_LeavesTheBooksAsTheyAre()
    {
        var before = _venue.Account;
        _venue.Bar(10m, 11.99m, 9.01m, 10m).ShouldBeEmpty();
        _venue.Account.ShouldBeSameAs(before);
    }

    [Fact]
    public void Stop_Touched_FillsAtTheStop()
    {
        _venue.Bar(10m, 10m, 9m, 9.5m);
        _venue.Story.ShouldBe(["e-t ends: the stop was touched", "e-s fills 100 at 9"]);
        _venue.Fills.Single().At.ShouldBe(Noon.AddMinutes(10).AddMilliseconds(-1));
        _venue.Account.Orders.ShouldBeEmpty();
        _venue.Account.Trades.ShouldBeEmpty();
    }

    [Fact]
    public void Target_Touched_FillsAtTheTarget()
    {
        _venue.Bar(10m, 12m, 9.5m, 11m);
        _venue.Story.ShouldBe(["e-s ends: the trade is flat", "e-t fills 100 at 12"]);
    }

    [Fact]
    public void StopAndTarget_BothTouched_TheStopCounts()
    {
        _venue.Bar(10m, 12.5m, 8.9m, 12m);
        _venue.Story.ShouldBe(["e-t ends: the stop was touched", "e-s fills 100 at 9"]);
    }

    [Fact]
    public void Stop_GapBelowIt_FillsAtTheOpen()
    {
        _venue.Bar(8m, 8.5m, 7m, 8m);
        _venue.Fills.Single().Price.Value.ShouldBe(8m);
        _venue.Fills.Single().At.ShouldBe(Noon.AddMinutes(5));
    }

    [Fact]
    public void Stop_OpeningOnIt_FillsAtTheOpen()
    {
        _venue.Bar(9m, 9m, 9m, 9m);
        (_venue.Fills.Single().Price.Value, _venue.Fills.Single().At).ShouldBe((9m, Noon.AddMinutes(5)));
    }

    [Fact]
    public void Target_GapAboveIt_FillsAtTheOpen()
    {
        _venue.Bar(13m, 13m, 12.5m, 13m);
        _venue.Fills.Single().Price.Value.ShouldBe(13m);
    }

    [Fact]
    public void Stop_PaysSpreadAndSlippage_TheTargetDoesNot()
    {
        var settings = Free with { Spread = Ratio.Percent(2), Slippage = Ratio.Percent(1) };
        var stopped = new PaperVenue(settings).Holding();
        stopped.Bar(10m, 10m, 9m, 9m);
        (stopped.Fills.Single().Price.Value, stopped.Fills.Single().Reference.Value).ShouldBe((8.82m, 9m));
        var taken = new PaperVenue(settings).Holding();
        taken.Bar(10m, 12m, 10m, 12m);
        taken.Fills.Single().Price.Value.ShouldBe(12m);
    }

    [Fact]
    public void EntryBar_TouchingTheStop_EntersAndStopsOut()
    {
        var venue = new PaperVenue(Free);
        venue.Enter();
        venue.Bar(10m, 10m, 8.9m, 9m);
        venue.Story.ShouldBe(["e Accepted", "e fills 100 at 10", "e-s Accepted", "e-t Accepted", "e-t ends: the stop was touched", "e-s fills 100 at 9"]);
    }

    [Fact]
    public void EntryBar_OpeningBelowTheStop_EntersAndStopsOutAtTheOpen()
    {
        var venue = new PaperVenue(Free);
        venue.Enter();
        venue.Bar(8m, 8m, 7m, 8m);
        venue.Story.Last().ShouldBe("e-s fills 100 at 8");
    }

    [Fact]
    public void EntryBar_ReachingTheTarget_EntersAndTakesIt()
    {
        var venue = new PaperVenue(Free);
        venue.Enter();
        venue.Bar(10m, 12m, 9.5m, 12m);
        venue.Story.Last().ShouldBe("e-t fills 100 at 12");
    }

    [Fact]
    public void Stop_TouchedWhileTheEntryStillFills_EndsTheRestOfTheEntry()
    {
        var venue = new PaperVenue(Free with { VolumeShare = Ratio.Percent(10) });
        venue.Enter(100m);
        venue.Bar(10m, 10m, 9.5m, 10m, 400m);
        venue.Bar(10m, 10m, 8.9m, 9m, 200m);
        venue.Story.Skip(4).ShouldBe(["e fills 20 at 10", "e ends: the stop was touched", "e-t ends: the stop was touched"]);
        venue.Bar(8.5m, 8.5m, 8.5m, 8.5m, 450m);
        venue.Bar(8.4m, 8.4m, 8.4m, 8.4m, 450m);
        venue.Story.Skip(7).ShouldBe(["e-s fills 45 at 8.5", "e-s fills 15 at 8.4"]);
        venue.Account.Orders.ShouldBeEmpty();
        venue.Account.Trades.ShouldBeEmpty();
    }

    [Fact]
    public void Target_PartlyFilled_LeavesTheStopForTheRest()
    {
        var venue = new PaperVenue(Free with { VolumeShare = Ratio.Percent(10) }).Holding();
        venue.Bar(11m, 12m, 11m, 12m, 300m);
        venue.Bar(11m, 11m, 8.9m, 9m, 10_000m);
        venue.Story.ShouldBe(["e-t fills 30 at 12", "e-t ends: the stop was touched", "e-s fills 70 at 9"]);
    }

    [Fact]
    public void Legs_AfterAPartialExit_SellOnlyWhatIsHeld()
    {
        _venue.Exit(33m);
        _venue.Bar(10m, 10m, 10m, 10m);
        _venue.Bar(10m, 12m, 10m, 12m);
        _venue.Story.ShouldBe(["e-x1 Accepted", "e-x1 fills 33 at 10", "e-s ends: the trade is flat", "e-t fills 67 at 12"]);
    }

    [Fact]
    public void Exit_AndTheStopInOneBar_SellEachUnitOnce()
    {
        _venue.Exit(33m);
        _venue.Bar(10m, 10m, 8.9m, 9m);
        _venue.Story.ShouldBe(["e-x1 Accepted", "e-x1 fills 33 at 10", "e-t ends: the stop was touched", "e-s fills 67 at 9"]);
    }

    [Fact]
    public void Exit_OfEverythingWhileTheLegsWork_EndsThem()
    {
        _venue.Exit(100m);
        _venue.Bar(10m, 10m, 8m, 8m);
        _venue.Story.ShouldBe(["e-x1 Accepted", "e-s ends: the trade is flat", "e-t ends: the trade is flat", "e-x1 fills 100 at 10"]);
    }

    [Fact]
    public void Exit_MoreThanIsHeld_SellsWhatIsHeld()
    {
        _venue.Exit(70m);
        _venue.Exit(70m, "e-x2");
        _venue.Bar(10m, 10m, 10m, 10m);
        _venue.Fills.Select(fill => fill.Quantity.Value).ShouldBe([70m, 30m]);
        _venue.Account.Orders.ShouldBeEmpty();
    }

    [Fact]
    public void MoveStop_Higher_CountsFromTheNextBar()
    {
        _venue.MoveStop(9.8m);
        _venue.Bar(10m, 10m, 9.7m, 10m);
        _venue.Story.Last().ShouldBe("e-s fills 100 at 9.8");
        _venue.Fills.Single().Reason.ShouldBe("trail");
    }

    [Fact]
    public void Dust_BelowOneLot_GoesWithTheSale()
    {
        var coarse = Wif with { LotSize = 30m };
        var bar = new Domain.Markets.Bar(_venue.Now, new Price(9m), new Price(9m), new Price(9m), new Price(9m), new Quantity(1000m));
        var (account, _) = Domain.Paper.PaperMatching.OnBar(_venue.Account, coarse, in bar, Domain.Markets.Timeframe.FiveMinutes, Free);
        account.Trades.ShouldBeEmpty();
    }
}
