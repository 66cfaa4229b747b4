using InvestBot.Domain.Exits;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Exits;

public sealed class ExitPlanTests
{
    private static readonly Instrument Spy = new(InstrumentId.Parse("alpaca:SPY"), Currency.Usd, 0.01m, 1m, 1m, TradingCalendar.Nyse);

    private static readonly Signal Signal = new(
        Spy.Id, DateTimeOffset.UnixEpoch, Side.Buy, 0.5, new Price(100.005m), new Price(99.128m), new Price(101.001m), TimeSpan.FromMinutes(30), "strategy.test", [], []);

    [Fact]
    public void For_NoSettings_TakesTheSignalsLevelsOnTicks()
    {
        var plan = ExitPlan.For(Signal, new ExitSettings(), Spy);
        (plan.Stop.Value, plan.Target?.Value, plan.Holding, plan.Trailing, plan.Tiers.Length).ShouldBe((99.12m, 101.01m, TimeSpan.FromMinutes(30), null, 0));
    }

    [Theory]
    [InlineData(TradingCalendar.Nyse, true)]
    [InlineData(TradingCalendar.AlwaysOpen, false)]
    public void For_FlatBeforeTheClose_NeedsAClose(TradingCalendar calendar, bool expected) =>
        ExitPlan.For(Signal, new ExitSettings { FlatBeforeClose = TimeSpan.FromMinutes(10) }, Spy with { Calendar = calendar }).FlatBeforeClose.HasValue.ShouldBe(expected);

    [Fact]
    public void For_Settings_GoBeforeTheSignal()
    {
        var plan = ExitPlan.For(Signal, new ExitSettings { Stop = Ratio.Percent(2), Target = Ratio.Percent(4), MaximumHolding = TimeSpan.FromHours(2) }, Spy);
        (plan.Stop.Value, plan.Target?.Value, plan.Holding).ShouldBe((98.00m, 104.01m, TimeSpan.FromHours(2)));
    }

    [Fact]
    public void For_RewardMultiple_PutsTheTargetThatManyStopDistancesAway() =>
        ExitPlan.For(Signal, new ExitSettings { Stop = Ratio.Percent(1), RewardMultiple = 2m }, Spy).Target?.Value.ShouldBe(102.02m);

    [Fact]
    public void For_NoTarget_HasNone() =>
        ExitPlan.For(Signal, new ExitSettings { NoTarget = true, Target = Ratio.Percent(4) }, Spy).Target.ShouldBeNull();

    [Fact]
    public void For_FallingTargetFromTheStart_RestsItsFirstStep()
    {
        var plan = ExitPlan.For(Signal, new ExitSettings { Roi = [Step(0, 4), Step(30, 2)] }, Spy);
        (plan.Target?.Value, plan.Roi.Length).ShouldBe((104.01m, 2));
    }

    [Fact]
    public void For_FallingTargetFromLaterOn_LeavesTheSignalsTarget() =>
        ExitPlan.For(Signal, new ExitSettings { Roi = [Step(30, 2)] }, Spy).Target?.Value.ShouldBe(101.01m);

    [Fact]
    public void For_FallingTargetBesideOthers_GivesWay()
    {
        ExitPlan.For(Signal, new ExitSettings { Roi = [Step(0, 4)], Target = Ratio.Percent(1) }, Spy).Target?.Value.ShouldBe(101.01m);
        ExitPlan.For(Signal, new ExitSettings { Roi = [Step(0, 4)], Stop = Ratio.Percent(1), RewardMultiple = 2m }, Spy).Target?.Value.ShouldBe(102.02m);
        ExitPlan.For(Signal, new ExitSettings { Roi = [Step(0, 4)], NoTarget = true }, Spy).Target.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(9.9, null)]
    [InlineData(10, 3.0)]
    [InlineData(29.9, 3.0)]
    [InlineData(30, 2.0)]
    [InlineData(6000, 0.0)]
    public void At_HoldingTime_IsTheLastStepThatBegan(double minutes, double? percent) =>
        ((double?)RoiStep.At([Step(10, 3), Step(30, 2), Step(60, 0)], TimeSpan.FromMinutes(minutes))?.Gain.Value * 100).ShouldBe(percent);

    [Fact]
    public void ExitCommands_Action_BecomesItsCommand()
    {
        var trade = new TradeId("e");
        ExitCommands.From(trade, new ExitAction.MoveStop(new Price(9m), "trail")).ShouldBe(new OrderCommand.MoveStop(trade, new Price(9m), "trail"));
        ExitCommands.From(trade, new ExitAction.Reduce(new Quantity(3m), "tier")).ShouldBeOfType<OrderCommand.Exit>().Quantity.ShouldBe(new Quantity(3m));
        ExitCommands.From(trade, new ExitAction.Close("out")).ShouldBeOfType<OrderCommand.Exit>().Quantity.ShouldBeNull();
    }

    private static RoiStep Step(int minutes, decimal percent) => new(TimeSpan.FromMinutes(minutes), Ratio.Percent(percent));
}
