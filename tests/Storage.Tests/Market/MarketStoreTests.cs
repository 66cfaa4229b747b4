using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;
using InvestBot.Storage.Commits;

namespace InvestBot.Storage.Market;

public sealed class MarketStoreTests(FleetFixture fleet)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bars_Written_ComeBackDigitForDigitAndOnce()
    {
        BarSeries series = Series("digits");
        SeriesBar[] bars = [.. Enumerable.Range(0, 12_000).Select(i => new SeriesBar(series, Bar(i)))];

        (await fleet.Storage.Bars.WriteAsync(bars, Token)).ShouldBe(12_000);
        (await fleet.Storage.Bars.WriteAsync(bars[100..200], Token)).ShouldBe(0);

        List<Bar> read = [];
        await foreach (Bar bar in fleet.Storage.Bars.ReadAsync(series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Token))
            read.Add(bar);
        read.ShouldBe(bars.Select(item => item.Bar));
    }

    [Fact]
    public async Task Bars_OfTwoSources_AreKeptApart()
    {
        await fleet.Storage.Bars.WriteAsync([new SeriesBar(Series("one"), Bar(0)), new SeriesBar(Series("two"), Bar(1))], Token);

        (await fleet.Storage.Bars.LastTimeAsync(Series("one"), Token)).ShouldBe(Bar(0).OpenTime);
        (await fleet.Storage.Bars.LastTimeAsync(Series("two"), Token)).ShouldBe(Bar(1).OpenTime);
        (await fleet.Storage.Bars.LastTimeAsync(Series("none"), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Bars_Latest_AreTheLastBeforeATimeInOrder()
    {
        BarSeries series = Series("latest");
        await fleet.Storage.Bars.WriteAsync([.. Enumerable.Range(0, 10).Select(i => new SeriesBar(series, Bar(i)))], Token);

        IReadOnlyList<Bar> bars = await fleet.Storage.Bars.ReadLatestAsync(series, Bar(8).OpenTime, 3, Token);

        bars.ShouldBe([Bar(5), Bar(6), Bar(7)]);
    }

    [Fact]
    public async Task Quarantine_KeepsARowOnce()
    {
        QuarantinedRow row = new(Samples.Start, "a.csv", 17, "high is below low", "2024,1,2");
        await fleet.Storage.Quarantine.AddAsync([row, row with { Line = 18 }], Token);
        await fleet.Storage.Quarantine.AddAsync([row], Token);

        (await fleet.Storage.Quarantine.CountAsync("a.csv", Token)).ShouldBe(2);
        (await fleet.Storage.Quarantine.PageAsync(null, 1, 1, Token)).ShouldBe([row]);
    }

    [Fact]
    public async Task ReplayPosition_Saved_IsTheLast()
    {
        (await fleet.Storage.ReplayPositions.FindAsync("session", Token)).ShouldBeNull();
        await fleet.Storage.ReplayPositions.SaveAsync(new("session", 0, Samples.Start), Token);
        await fleet.Storage.ReplayPositions.SaveAsync(new("session", 1, Samples.Start.AddMinutes(5)), Token);

        (await fleet.Storage.ReplayPositions.FindAsync("session", Token)).ShouldBe(new("session", 1, Samples.Start.AddMinutes(5)));
    }

    [Fact]
    public async Task Watched_AddedTwice_IsListedOnce()
    {
        BarSeries series = Series("watched");
        await fleet.Storage.Watched.AddAsync(series, Token);
        await fleet.Storage.Watched.AddAsync(series, Token);
        (await fleet.Storage.Watched.ListAsync(Token)).ShouldBe([series]);

        await fleet.Storage.Watched.RemoveAsync(series, Token);
        (await fleet.Storage.Watched.ListAsync(Token)).ShouldBeEmpty();
    }

    private static BarSeries Series(string source) => new(source, new InstrumentId("binance", "BONK/USDT"), Timeframe.FiveMinutes);

    private static Bar Bar(int i) => new(
        Samples.Start.AddMinutes(5 * i),
        new Price(0.00001234m + i),
        new Price(0.000012345678m + i),
        new Price(0.00001m + i),
        new Price(0.0000123450m + i),
        new Quantity(123456789.12345678m));
}
