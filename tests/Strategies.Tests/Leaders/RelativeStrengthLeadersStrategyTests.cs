using InvestBot.Domain.Bots;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Tests;

namespace InvestBot.Strategies.Leaders;

public sealed class RelativeStrengthLeadersStrategyTests
{
    private const string Id = "strategy.relative-strength-leaders";

    // 96 bars end on the hour; the series begins at midnight.
    private static Series Last(decimal step, int more = 0) => Series.Around(100m, 0.2m, 76).Steps(step, 20 + more);

    [Theory]
    [InlineData(0.1, 0, true)]
    [InlineData(0.1, 1, false)] // not the time to rebalance
    [InlineData(-0.1, 0, false)]
    public void Entry_AtARebalancing_FollowsTheReturn(double step, int more, bool fires) => (Last((decimal)step, more).SignalOf(Id) is not null).ShouldBe(fires);

    [Fact]
    public void Entry_BelowItsThreshold_DoesNotFire() => Last(0.1m).SignalOf(Id, ("change-percent", "3")).ShouldBeNull();

    [Theory]
    [InlineData(-0.1, 0, "no longer rising over the window")]
    [InlineData(-0.1, 1, null)]
    [InlineData(0.1, 0, null)]
    public void Exit_AtARebalancing_FollowsTheReturn(double step, int more, string? reason) => Last((decimal)step, more).ExitOf(Id).ShouldBe(reason);

    [Fact]
    public void Confidence_OfASteadierRise_IsHigher()
    {
        var jumpy = Series.Around(100m, 0.2m, 76);
        for (var i = 0; i < 10; i++) jumpy.Steps(0.7m, 1).Steps(-0.5m, 1);

        Last(0.1m).SignalOf(Id)!.Confidence.ShouldBeGreaterThan(jumpy.SignalOf(Id)!.Confidence);
    }

    [Fact]
    public void Description_Asks_ForLeadersThatBeatTheBenchmark() =>
        StrategyCatalog.Find(Id)!.Filters.ShouldBe(new FilterSettings { RelativeStrength = true, Leaders = 3 });
}
