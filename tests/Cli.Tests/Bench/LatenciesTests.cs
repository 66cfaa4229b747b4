namespace InvestBot.Cli.Bench;

public sealed class LatenciesTests
{
    [Fact]
    public void Percentiles_OfAHundredTimes_AreTheirRanks() =>
        Latencies.Of("call", Enumerable.Range(1, 100).Reverse().Select(n => (double)n))
            .Select(figure => (figure.Name, Convert.ToDouble(figure.Value, null), figure.Unit))
            .ShouldBe([("call: samples", 100.0, ""), ("call: p50", 50.0, "ms"), ("call: p99", 99.0, "ms"), ("call: longest", 100.0, "ms")]);

    [Fact]
    public void Percentiles_OfNothing_AreNotInvented() => Latencies.Of("call", []).ShouldHaveSingleItem().Value.ShouldBe(0);

    [Fact]
    public void Median_OfThree_IsTheMiddle() => Latencies.Median([9.0, 1.0, 2.0]).ShouldBe(2.0);
}
