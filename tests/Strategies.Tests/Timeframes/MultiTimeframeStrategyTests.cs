using InvestBot.Domain.Markets;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Tests;

namespace InvestBot.Strategies.Timeframes;

public sealed class MultiTimeframeStrategyTests
{
    private const string Id = "strategy.multi-timeframe";

    // A long rise, a pullback to the fast average, and the bar in question.
    private static Series Pullback(decimal rise, int down, decimal last)
    {
        var series = Series.Around(100m, 0.05m, 100);
        for (var i = 0; i < 900; i++) series.To(series.Last + rise + (i % 2 == 0 ? 0.03m : -0.03m));
        return series.Steps(-0.08m, down).To(series.Last + last);
    }

    [Theory]
    [InlineData(0.02, 6, 0.40, true)]
    [InlineData(0.02, 6, 0.02, false)] // does not pass the high before
    [InlineData(0.02, 0, 0.40, false)] // no pullback
    [InlineData(-0.02, 6, 0.40, false)] // the long timeframes fall
    public void Entry_AtTheLastBar_FollowsTrendsAndPullback(double rise, int down, double last, bool fires) =>
        (Pullback((decimal)rise, down, (decimal)last).SignalOf(Id) is not null).ShouldBe(fires);

    [Fact]
    public void Signal_OfAPullback_StopsBelowIt()
    {
        var series = Pullback(0.02m, 6, 0.40m);
        var signal = series.SignalOf(Id).ShouldNotBeNull();

        signal.Stop.ShouldBeLessThan(series.Bars.TakeLast(6).Min(bar => bar.Low));
        signal.Reasons[0].ShouldBe("Both averages rise on 5, 15 and 60 minutes.");
    }

    [Fact]
    public void Exit_WhenTheMiddleTimeframeTurns_SaysSo()
    {
        Pullback(0.02m, 6, 0.40m).ExitOf(Id).ShouldBeNull();
        Pullback(0.02m, 6, 0.40m).Steps(-0.2m, 60).ExitOf(Id).ShouldBe("the middle timeframe turned down");
    }

    [Theory]
    [InlineData(1, 3120)]
    [InlineData(5, 624)]
    [InlineData(15, 624)]
    public void WarmUp_CoversTheLongAverages_WhateverTheBars(int minutes, int bars) =>
        StrategyCatalog.Create(Id, Series.Coin, new Timeframe(minutes), new Dictionary<string, string>()).WarmUp.ShouldBe(bars);
}
