using InvestBot.Strategies.Tests;

namespace InvestBot.Strategies.MeanReversion;

public sealed class MeanReversionStrategyTests
{
    private const string Id = "strategy.mean-reversion";

    // A quiet market around 100, a few bars down, then the bar in question.
    private static Series Fall(decimal close, decimal volume) => Series.Around(100m, 0.1m, 80).Steps(-0.1m, 4).To(close, volume);

    [Theory]
    [InlineData(97.0, 400.0, true)]
    [InlineData(97.0, 301.0, true)]
    [InlineData(97.0, 300.0, false)] // volume must be more than three times its average
    [InlineData(99.5, 400.0, false)] // not below the band
    [InlineData(103.0, 400.0, false)] // the wrong side
    public void Entry_AtTheLastBar_FollowsBandAndVolume(double close, double volume, bool fires) =>
        (Fall((decimal)close, (decimal)volume).SignalOf(Id) is not null).ShouldBe(fires);

    [Fact]
    public void Entry_WithRsiNotOversold_DoesNotFire() =>
        Fall(97m, 400m).SignalOf(Id, ("rsi-below", "2")).ShouldBeNull();

    [Fact]
    public void Entry_BeforeTheWarmUp_DoesNotFire() =>
        Series.Around(100m, 0.1m, 60).Steps(-0.1m, 4).To(97m, 400m).SignalOf(Id).ShouldBeNull();

    [Fact]
    public void Signal_OfAFall_CarriesStopTargetTimeAndReasons()
    {
        var signal = Fall(97m, 400m).SignalOf(Id).ShouldNotBeNull();

        signal.Entry.Value.ShouldBe(97m);
        signal.Stop.Value.ShouldBe(96.03m);
        signal.Target!.Value.Value.ShouldBeInRange(99m, 100m);
        signal.TimeStop.ShouldBe(TimeSpan.FromMinutes(30));
        signal.At.ShouldBe(new DateTimeOffset(2024, 5, 1, 7, 5, 0, TimeSpan.Zero));
        signal.Confidence.ShouldBeInRange(0.5, 1.0);
        signal.Reasons.ShouldContain("Volume is 4.0 times its average; more than 3 is asked.");
        signal.Features.ShouldAllBe(feature => double.IsFinite(feature.Value));
    }

    [Fact]
    public void Confidence_OfADeeperFall_IsHigher() =>
        Fall(95m, 900m).SignalOf(Id)!.Confidence.ShouldBeGreaterThan(Fall(98m, 310m).SignalOf(Id)!.Confidence);

    [Theory]
    [InlineData(100.5, "back at the mean")]
    [InlineData(98.0, null)]
    public void Exit_AtTheLastBar_FollowsTheMiddleBand(double close, string? reason) =>
        Fall(97m, 400m).To((decimal)close).ExitOf(Id).ShouldBe(reason);
}
