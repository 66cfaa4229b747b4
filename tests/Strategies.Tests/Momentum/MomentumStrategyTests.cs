using InvestBot.Strategies.Tests;

namespace InvestBot.Strategies.Momentum;

public sealed class MomentumStrategyTests
{
    private const string Id = "strategy.momentum";

    private static Series Rise(decimal step, decimal volume) => Series.Around(100m, 0.05m, 90).Steps(step, 11).To(100m + (step * 12m), volume);

    [Theory]
    [InlineData(0.25, 250.0, true)]
    [InlineData(0.25, 200.0, false)] // volume must be more than twice its average
    [InlineData(0.1, 250.0, false)] // rises by 1 % only
    [InlineData(-0.25, 250.0, false)] // falls
    public void Entry_AtTheLastBar_FollowsRiseAndVolume(double step, double volume, bool fires) =>
        (Rise((decimal)step, (decimal)volume).SignalOf(Id) is not null).ShouldBe(fires);

    [Fact]
    public void Entry_WithoutATrend_DoesNotFire()
    {
        var series = Series.Around(100m, 0.05m, 90);
        for (var i = 0; i < 10; i++) series.Steps(-1m, 1).Steps(0.6m, 3);
        series.Steps(0.6m, 1, 250m);

        series.SignalOf(Id, ("trend-above", "10")).ShouldNotBeNull();
        series.SignalOf(Id, ("trend-above", "80")).ShouldBeNull();
    }

    [Fact]
    public void Signal_OfARise_HasAStopInRangesAndNoTarget()
    {
        var signal = Rise(0.25m, 250m).SignalOf(Id).ShouldNotBeNull();

        signal.Entry.Value.ShouldBe(103m);
        signal.Stop.ShouldBeLessThan(signal.Entry);
        signal.Target.ShouldBeNull();
        signal.Confidence.ShouldBeInRange(0.5, 1.0);
    }

    [Fact]
    public void Exit_AtAnyBar_IsLeftToTheTrailingStop() => Rise(0.25m, 250m).Steps(-0.5m, 10).ExitOf(Id).ShouldBeNull();
}
