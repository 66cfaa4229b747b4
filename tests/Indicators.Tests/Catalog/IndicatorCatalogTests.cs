using InvestBot.Indicators.Catalog;

namespace InvestBot.Indicators.Tests.Catalog;

public sealed class IndicatorCatalogTests
{
    public static TheoryData<string> Names => [.. IndicatorCatalog.Entries.Select(x => x.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void TryCreate_EveryEntryWithDefaults_WarmsUpOnRealBars(string name)
    {
        var indicator = IndicatorCatalog.TryCreate(name, out var error).ShouldNotBeNull(error);
        var outputs = new double[indicator.Entry.Columns.Length];
        foreach (var bar in Published.Quotes())
            indicator.Update(new IndicatorInput(bar, BenchmarkClose: bar.Close), outputs);
        outputs.ShouldAllBe(x => double.IsFinite(x));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Update_EveryEntry_AllocatesNothing(string name)
    {
        var indicator = IndicatorCatalog.TryCreate(name, out _)!;
        var outputs = new double[indicator.Entry.Columns.Length];
        var bars = Published.Quotes();
        Run(indicator, bars, outputs);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(indicator, bars, outputs);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Update_SameBars_GivesTheSameBits(string name)
    {
        var first = IndicatorCatalog.TryCreate(name, out _)!;
        var second = IndicatorCatalog.TryCreate(name, out _)!;
        var outputs = new double[first.Entry.Columns.Length];
        var others = new double[outputs.Length];
        foreach (var bar in Published.Quotes())
        {
            first.Update(new IndicatorInput(bar, BenchmarkClose: bar.Open), outputs);
            second.Update(new IndicatorInput(bar, BenchmarkClose: bar.Open), others);
            others.ShouldBe(outputs);
        }
    }

    [Theory]
    [InlineData("rsi:14", "rsi:14")]
    [InlineData(" Bollinger:20,2.5 ", "Bollinger:20,2.5")]
    [InlineData("macd:5", "macd:5")]
    public void TryCreate_Specification_IsKept(string text, string kept) =>
        IndicatorCatalog.TryCreate(text, out _)!.Specification.ShouldBe(kept);

    [Theory]
    [InlineData(null, "There is no indicator")]
    [InlineData("magic", "there are adx, atr")]
    [InlineData("rsi:x", "period is 'x'; write a whole number, such as rsi:14")]
    [InlineData("rsi:2.5", "period is '2.5'")]
    [InlineData("rsi:1e12", "period is '1e12'")]
    [InlineData("rsi:0", "A window must have 1 to 1000000 bars.")]
    [InlineData("rsi:14,3", "rsi takes 1 parameters")]
    [InlineData("macd:26,12", "Must be below the slow length 12.")]
    [InlineData("bollinger:20,-1", "Must be above 0.")]
    public void TryCreate_Wrong_SaysWhy(string? text, string expected)
    {
        IndicatorCatalog.TryCreate(text, out var error).ShouldBeNull();
        error.ShouldContain(expected);
    }

    private static void Run(CatalogIndicator indicator, Ohlcv[] bars, double[] outputs)
    {
        foreach (var bar in bars)
            indicator.Update(new IndicatorInput(bar, BenchmarkClose: bar.Close), outputs);
    }
}
