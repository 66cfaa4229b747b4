using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Risk;

public sealed class BreakerTests
{
    private readonly RiskDesk _desk = new(RiskDesk.Loose with { DailyLoss = Ratio.Percent(5), Drawdown = Ratio.Percent(20), ConsecutiveLosses = 10 });

    public BreakerTests() => _desk.Round();

    [Fact]
    public void Round_FirstOne_BeginsTheDay()
    {
        _desk.State.Day.ShouldBe(new DateOnly(2024, 5, 1));
        _desk.State.DayStart.Amount.ShouldBe(10_000m);
    }

    [Fact]
    public void Round_NothingNew_SaysNothing() => _desk.Round().ShouldBeEmpty();

    [Fact]
    public void Round_PricesMove_MarksEquityAndPeak()
    {
        _desk.Fill("t", Side.Buy, 10m, 100m);
        Mark(110m);
        (_desk.State.Equity.Amount, _desk.State.Peak.Amount).ShouldBe((10_100m, 10_100m));
        Mark(90m);
        (_desk.State.Equity.Amount, _desk.State.Peak.Amount).ShouldBe((9_900m, 10_100m));
    }

    [Fact]
    public void DailyLoss_AtTheLimit_HaltsUntilTheNextTradingDay()
    {
        _desk.Fill("t", Side.Buy, 50m, 100m);
        Mark(90.01m);
        _desk.State.Halt.ShouldBeNull();
        Mark(90m);
        (_desk.State.Halt?.Rule, _desk.State.Halt?.Resumes).ShouldBe(("daily-loss", ResumeRule.NextTradingDay));
        _desk.Judge(_desk.Proposal(symbol: "B")).Kind.ShouldBe(VerdictKind.Rejected);
        _desk.Round().ShouldBeEmpty();

        _desk.Now = _desk.Now.AddDays(1);
        _desk.Round();
        _desk.State.Halt.ShouldBeNull();
        _desk.State.DayStart.Amount.ShouldBe(9_500m);
        _desk.Judge(_desk.Proposal(symbol: "B")).Kind.ShouldBe(VerdictKind.Approved);
    }

    [Fact]
    public void DailyLoss_OvernightGapAfterAHalt_CountsForTheNewDay()
    {
        _desk.Fill("t", Side.Buy, 50m, 100m);
        Mark(90m);
        _desk.Now = _desk.Now.AddDays(1);
        Mark(80m);
        _desk.State.DayStart.Amount.ShouldBe(9_500m);
        _desk.State.Halt?.Rule.ShouldBe("daily-loss");
    }

    [Fact]
    public void Drawdown_AtTheLimit_HaltsUntilAPersonResets()
    {
        _desk.Fill("t", Side.Buy, 90m, 100m);
        for (var day = 0; day < 6; day++)
        {
            _desk.Now = _desk.Now.AddDays(1);
            Mark(100m - (4m * (day + 1)));
        }
        (_desk.State.Halt?.Rule, _desk.State.Halt?.Resumes).ShouldBe(("drawdown", ResumeRule.Person));
        _desk.Now = _desk.Now.AddDays(1);
        _desk.Round();
        _desk.State.Halt?.Rule.ShouldBe("drawdown");

        _desk.Reset();
        _desk.State.Halt.ShouldBeNull();
        _desk.State.Peak.ShouldBe(_desk.State.Equity);
        _desk.Round().ShouldBeEmpty();
        _desk.Reset().ShouldBeEmpty();
    }

    [Fact]
    public void Reset_DailyLoss_IsAFreshStart()
    {
        _desk.Fill("t", Side.Buy, 50m, 100m);
        Mark(90m);
        _desk.Reset();
        _desk.Round().ShouldBeEmpty();
        _desk.State.Halt.ShouldBeNull();
    }

    [Fact]
    public void ConsecutiveLosses_Ten_HaltAtOnceAndResumeNextDay()
    {
        for (var i = 0; i < 9; i++) _desk.Trade($"t{i}", 99m).Length.ShouldBe(1);
        _desk.State.Halt.ShouldBeNull();
        _desk.Trade("t9", 99m).Last().ShouldBeOfType<RiskEvent.Halted>().Halt.Rule.ShouldBe("consecutive-losses");
        _desk.State.ConsecutiveLosses.ShouldBe(10);
        _desk.Now = _desk.Now.AddDays(1);
        _desk.Round();
        (_desk.State.Halt, _desk.State.ConsecutiveLosses).ShouldBe((null, 0));
    }

    [Fact]
    public void ConsecutiveLosses_OneWinBetween_StartAnew()
    {
        for (var i = 0; i < 9; i++) _desk.Trade($"t{i}", 99m);
        _desk.Trade("win", 101m);
        _desk.State.ConsecutiveLosses.ShouldBe(0);
        _desk.Trade("t9", 99m);
        _desk.State.Halt.ShouldBeNull();
    }

    [Fact]
    public void ConsecutiveLosses_FeesMakeTheLoss_Counts()
    {
        _desk.Fill("t", Side.Buy, 10m, 100m, commission: 1m);
        _desk.Fill("t", Side.Sell, 10m, 100.1m, commission: 1m);
        _desk.State.ConsecutiveLosses.ShouldBe(1);
    }

    [Fact]
    public void ConsecutiveLosses_CompleteUnderAnotherBreaker_EndWithItsDay()
    {
        for (var i = 0; i < 9; i++) _desk.Trade($"t{i}", 99m);
        _desk.Fill("big", Side.Buy, 50m, 100m);
        Mark(80m);
        _desk.State.Halt?.Rule.ShouldBe("daily-loss");
        _desk.Fill("big", Side.Sell, 50m, 80m);
        _desk.State.ConsecutiveLosses.ShouldBe(10);
        _desk.Now = _desk.Now.AddDays(1);
        _desk.Round();
        (_desk.State.Halt, _desk.State.ConsecutiveLosses).ShouldBe((null, 0));
        _desk.Judge(_desk.Proposal()).Kind.ShouldBe(VerdictKind.Approved);
    }

    [Fact]
    public void ConsecutiveLosses_LimitLowered_HaltsAndResumesInsteadOfBarringForEver()
    {
        for (var i = 0; i < 5; i++) _desk.Trade($"t{i}", 99m);
        _desk.Settings = _desk.Settings with { ConsecutiveLosses = 3 };
        _desk.Round();
        _desk.State.Halt?.Rule.ShouldBe("consecutive-losses");
        _desk.Now = _desk.Now.AddDays(1);
        _desk.Round();
        _desk.Judge(_desk.Proposal()).Kind.ShouldBe(VerdictKind.Approved);
    }

    [Fact]
    public void Round_NextDay_CountersAreFreshAndTheDayOpensAtTheLastClose()
    {
        _desk.Keep(_desk.Proposal());
        _desk.Fill("a.1.1", Side.Buy, 10m, 100m);
        Mark(101m);
        _desk.Now = _desk.Now.AddDays(1);
        Mark(95m);
        (_desk.State.TradesToday, _desk.State.DayStart.Amount, _desk.State.Equity.Amount).ShouldBe((0, 10_010m, 9_950m));
        _desk.State.DayReturn(_desk.State.Equity).Value.ShouldBe((9_950m / 10_010m) - 1m);
    }

    [Fact]
    public void Booked_Exit_IsNeverBlockedByAHalt()
    {
        _desk.Fill("t", Side.Buy, 50m, 100m);
        Mark(90m);
        _desk.Fill("t", Side.Sell, 50m, 90m);
        _desk.State.Books.Open.ShouldBeEmpty();
        _desk.State.Books.Cash.Amount.ShouldBe(9_500m);
    }

    private void Mark(decimal price)
    {
        _desk.Marks[RiskDesk.Stock("SPY").Id] = new Price(price);
        _desk.Round();
    }
}
