using InvestBot.Domain.Trades;

namespace InvestBot.Domain.Tests.Trades;

public sealed class ProjectionTests
{
    private static readonly double[] Mixed = [.. Enumerable.Range(0, 60).Select(day => day % 3 == 0 ? -0.02 : 0.015)];

    [Fact]
    public void Year_TheSameReturnEveryDay_HasNoWidth()
    {
        var fan = Projection.Year([.. Enumerable.Repeat(0.001, 30)], 1000, 365);

        fan.Length.ShouldBe(13);
        (fan[^1].Day, fan[^1].P5).ShouldBe((365, fan[^1].P95));
        fan[^1].P50.ShouldBe(1000 * Math.Pow(1.001, 365), 1e-6);
    }

    [Fact]
    public void Year_MixedDays_WidensInOrder()
    {
        var fan = Projection.Year(Mixed, 1000, 252);

        foreach (var point in fan.Skip(1)) new[] { point.P5, point.P25, point.P50, point.P75, point.P95 }.ShouldBeInOrder();
        fan.Skip(1).Select(point => point.P95 / point.P5).ShouldBeInOrder();
        // The median of the logarithms' sum is near its mean: days × mean logarithm.
        Math.Log(fan[^1].P50 / 1000).ShouldBe(252 * Mixed.Average(value => Math.Log(1 + value)), 0.05);
    }

    [Fact]
    public void Year_TheSameSeed_IsTheSameFan() => Projection.Year(Mixed, 1000, 252, seed: 7).ShouldBe(Projection.Year(Mixed, 1000, 252, seed: 7));

    [Fact]
    public void Year_BelowThirtyDays_SaysNothing() => Projection.Year(Mixed[..29], 1000, 252).ShouldBeEmpty();
}
