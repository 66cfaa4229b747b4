using InvestBot.Strategies.Tests;

namespace InvestBot.Strategies.Breakouts;

public sealed class SmaBreakoutStrategyTests
{
    private const string Id = "strategy.sma-breakout";

    private static Series Break(decimal close) => Series.Around(100m, 0.2m, 90).Steps(0.03m, 12).To(close);

    [Theory]
    [InlineData(101.5, true)]
    [InlineData(100.15, false)] // within the channel
    [InlineData(98.0, false)]
    public void Entry_AtTheLastBar_FollowsTheChannel(double close, bool fires) => (Break((decimal)close).SignalOf(Id) is not null).ShouldBe(fires);

    [Theory]
    [InlineData("change-percent", "5")] // the rise is smaller
    [InlineData("range-least-percent", "4")] // too quiet
    [InlineData("range-most-percent", "0.05")] // too wild
    public void Entry_WithAConditionNotMet_DoesNotFire(string parameter, string value) => Break(101.5m).SignalOf(Id, (parameter, value)).ShouldBeNull();

    [Fact]
    public void Entry_WithTheFastMeanBelow_DoesNotFire() =>
        Series.Around(103m, 0.2m, 60).Steps(-0.1m, 40).To(102.9m).SignalOf(Id, ("channel-bars", "2")).ShouldBeNull();

    [Fact]
    public void Signal_OfABreakout_HasItsTargetTwiceAsFarAsItsStop()
    {
        var signal = Break(101.5m).SignalOf(Id).ShouldNotBeNull();

        var risk = (signal.Entry - signal.Stop).Value;
        (signal.Target!.Value - signal.Entry).Value.ShouldBe(2m * risk, 0.03m);
        signal.Reasons.Length.ShouldBe(4);
        signal.Confidence.ShouldBeInRange(0.5, 1.0);
    }

    [Theory]
    [InlineData("1", "the fast mean fell below the slow one")]
    [InlineData("0", null)]
    public void Exit_AfterTheCross_FollowsItsParameter(string onCross, string? reason) =>
        Break(101.5m).Steps(-0.2m, 30).ExitOf(Id, ("exit-on-cross", onCross)).ShouldBe(reason);
}
