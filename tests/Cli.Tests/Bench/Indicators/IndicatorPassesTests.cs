using InvestBot.Indicators;
using InvestBot.Indicators.Catalog;

namespace InvestBot.Cli.Bench.Indicators;

public sealed class IndicatorPassesTests
{
    private static readonly Ohlcv[] Bars = [.. Enumerable.Range(1, 200).Select(i => new Ohlcv(100 + (i % 7), 110 + (i % 5), 90 - (i % 3), 100 + (i % 11), i))];

    public static TheoryData<string> Names => [.. IndicatorPasses.All.Select(pass => pass.Name)];

    [Fact]
    public void All_IsTheWholeCatalog() => IndicatorPasses.All.Select(pass => pass.Name).ShouldBe(IndicatorCatalog.Entries.Select(entry => entry.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Pass_OfEach_ComesToAValueAndAllocatesNothing(string name)
    {
        var pass = IndicatorPasses.All.Single(pass => pass.Name == name).Make(Bars);
        double.IsFinite(pass()).ShouldBeTrue();

        var before = GC.GetAllocatedBytesForCurrentThread();
        pass();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
