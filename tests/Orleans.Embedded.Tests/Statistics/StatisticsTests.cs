using InvestBot.Engine.Conformance;
using InvestBot.Engine.Conformance.Calls;
using InvestBot.Orleans.Embedded.Hosting;
using InvestBot.Orleans.Embedded.Statistics;

namespace InvestBot.Orleans.Embedded.Tests.Statistics;

public sealed class StatisticsTests
{
    [Fact]
    public async Task Statistics_OfGrainType_CountActivationsCallsAndErrors()
    {
        await using var silo = await EmbeddedSilo.StartAsync(null, o => o.AddAssemblyOf<StatisticsTests>());
        for (var i = 0; i < 10; i++) await silo.GrainFactory.GetGrain<ICalculator>($"{i}").Add(1, 2);
        await Should.ThrowAsync<InvalidDataException>(() => silo.GrainFactory.GetGrain<ICalculator>("0").Fail("no"));
        await Should.ThrowAsync<InvalidDataException>(() => silo.GrainFactory.GetGrain<ICalculator>("0").FailLater("no"));
        var row = silo.Statistics.GetStatistics().Single(s => s.GrainType == "calculator");
        row.Activations.ShouldBe(10);
        row.ActiveNow.ShouldBe(10);
        row.Calls.ShouldBe(12);
        row.Errors.ShouldBe(2);
        row.Median.ShouldBeGreaterThan(TimeSpan.Zero);
        row.P99.ShouldBeGreaterThanOrEqualTo(row.Median);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(1000)]
    [InlineData(123_456_789)]
    public void Percentile_OfOneValue_IsWithinAFifth(long ticks)
    {
        var books = new GrainClassStatistics("x");
        books.Record(ticks);
        var measured = books.Percentile(0.5, 10_000_000).Ticks;
        measured.ShouldBeGreaterThanOrEqualTo(ticks);
        ((double)measured).ShouldBeLessThanOrEqualTo((1.26 * ticks) + 1);
    }

    [Fact]
    public void Percentile_OfMany_OrdersThem()
    {
        var books = new GrainClassStatistics("x");
        for (var i = 1; i <= 1000; i++) books.Record(i);
        books.Percentile(0.5, 1).TotalSeconds.ShouldBeInRange(500, 640);
        books.Percentile(0.99, 1).TotalSeconds.ShouldBeInRange(990, 1250);
    }

    [Fact]
    public void Percentile_OfNothing_IsZero() => new GrainClassStatistics("x").Percentile(0.99, 1).ShouldBe(TimeSpan.Zero);
}
