using InvestBot.Strategies.Tests;

namespace InvestBot.Strategies.SmartMoney;

public sealed class SmartMoneyStrategyTests
{
    private const string Id = "strategy.smart-money";

    // A swing low at 98, a bounce on heavy volume, then a bar that reaches below it and closes at a price.
    private static Series Sweep(decimal close, decimal below, decimal volume, decimal bounceVolume = 400m)
    {
        var series = Series.Around(100m, 0.2m, 70).Steps(-0.45m, 3, 150m).To(98m, 150m, 0m, 0.1m);
        series.Steps(0.2m, 8, bounceVolume).Steps(-0.15m, 8, 50m);
        return series.To(close, volume, 0m, below);
    }

    [Theory]
    [InlineData(98.6, 0.7, 300.0, true)]
    [InlineData(98.6, 0.1, 300.0, false)] // does not reach below the swing low
    [InlineData(97.8, 0.5, 300.0, false)] // closes below it: broken, not reclaimed
    public void Entry_AtTheLastBar_FollowsSweepAndReclaim(double close, double below, double volume, bool fires) =>
        (Sweep((decimal)close, (decimal)below, (decimal)volume).SignalOf(Id) is not null).ShouldBe(fires);

    [Fact]
    public void Entry_WithoutEnoughFootprints_DoesNotFire() =>
        Sweep(98.6m, 0.7m, 300m, bounceVolume: 20m).SignalOf(Id, ("footprints-least", "3")).ShouldBeNull();

    [Fact]
    public void Entry_AtASwingLowOfLongAgo_DoesNotFire() => Sweep(98.6m, 0.7m, 300m).SignalOf(Id, ("age-bars", "5")).ShouldBeNull();

    [Fact]
    public void Signal_OfASweep_SaysWhatItSawAndStopsBelowTheLow()
    {
        var series = Sweep(98.6m, 0.7m, 300m);
        var signal = series.SignalOf(Id).ShouldNotBeNull();

        signal.Stop.ShouldBeLessThan(series.Bars[^1].Low);
        (signal.Target!.Value - signal.Entry).Value.ShouldBe(2m * (signal.Entry - signal.Stop).Value, 0.03m);
        signal.Features.Single(feature => feature.Name == "swing-low").Value.ShouldBe(97.9);
        signal.Reasons[0].ShouldContain("swept the swing low");
    }
}
