using InvestBot.Strategies.Tests;

namespace InvestBot.Strategies.Breakouts;

public sealed class VolatilityBreakoutStrategyTests
{
    private const string Id = "strategy.volatility-breakout";

    // A lively market, then a quiet one long enough for narrow bands, then the bar in question.
    private static Series Quiet(int bars, decimal close, decimal volume)
    {
        var series = Series.Around(100m, 0.5m, 120);
        for (var i = 0; i < bars; i++) series.To(100m + (i % 2 == 0 ? 0.05m : -0.05m));
        return series.To(close, volume);
    }

    [Theory]
    [InlineData(40, 100.8, 200.0, true)]
    [InlineData(40, 100.8, 150.0, false)] // volume must be more than 1.5 times its average
    [InlineData(40, 100.04, 200.0, false)] // within the channel
    [InlineData(40, 99.0, 200.0, false)] // the wrong side
    [InlineData(3, 100.8, 200.0, false)] // not quiet for long enough
    public void Entry_AtTheLastBar_FollowsQuietChannelAndVolume(int quiet, double close, double volume, bool fires) =>
        (Quiet(quiet, (decimal)close, (decimal)volume).SignalOf(Id) is not null).ShouldBe(fires);

    [Fact]
    public void Signal_OfABreakout_HasItsTargetTwiceAsFarAsItsStop()
    {
        var signal = Quiet(40, 100.8m, 200m).SignalOf(Id).ShouldNotBeNull();

        (signal.Target!.Value - signal.Entry).Value.ShouldBe(2m * (signal.Entry - signal.Stop).Value, 0.03m);
        signal.Features.Single(feature => feature.Name == "quiet-bars").Value.ShouldBeGreaterThanOrEqualTo(10);
    }

    [Fact]
    public void Entry_LongAfterTheConsolidation_DoesNotFire()
    {
        var series = Quiet(40, 100.02m, 100m);
        for (var i = 0; i < 30; i++) series.To(100m + (i % 2 == 0 ? 0.5m : -0.5m));
        series.To(101.5m, 500m).SignalOf(Id).ShouldBeNull();
    }
}
