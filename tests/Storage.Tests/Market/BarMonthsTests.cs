using Dapper;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;
using Npgsql;

namespace InvestBot.Storage.Market;

public sealed class BarMonthsTests(FleetFixture fleet) : IClassFixture<FleetFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Months_BeforeTheLastBarOfEverySeries_AreDropped()
    {
        BarSeries ended = Series("ended"), followed = Series("followed");
        await WriteAsync(ended, 2013, 10, 1);
        await WriteAsync(followed, 2023, 11, 8);

        (await fleet.Storage.BarMonths.DropAsync(3, Token)).ShouldBe(["bars_2023_11", "bars_2023_12", "bars_2024_01", "bars_2024_02"]);

        (await CountAsync(ended)).ShouldBe(1);
        (await CountAsync(followed)).ShouldBe(4);
        (await fleet.Storage.BarMonths.DropAsync(3, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Month_SharedByASeriesThatEndedInIt_IsKept()
    {
        BarSeries ended = Series("shared ended"), followed = Series("shared followed");
        await WriteAsync(ended, 2018, 1, 1);
        await WriteAsync(followed, 2018, 1, 12);

        (await fleet.Storage.BarMonths.DropAsync(3, Token)).ShouldBe(["bars_2018_02", "bars_2018_03", "bars_2018_04", "bars_2018_05", "bars_2018_06", "bars_2018_07", "bars_2018_08"]);

        (await CountAsync(ended)).ShouldBe(1);
        (await CountAsync(followed)).ShouldBe(5);
    }

    [Fact]
    public async Task Bar_OfAMonthThatAnEarlierReleaseWrote_IsStoredBesideIt()
    {
        BarSeries series = Series("earlier");
        await WriteAsync(series, 2020, 1, 1);
        await using NpgsqlConnection owner = await fleet.OwnerAsync(fleet.Options.MarketDatabase);
        await owner.ExecuteAsync("insert into bars select series, timestamptz '2020-02-01 00:00Z', open, high, low, close, volume from bars where series = (select id from series where source = 'earlier')");

        (await fleet.Storage.Bars.WriteAsync([.. Bars(series, 2020, 2, 1), new SeriesBar(series, Bar(new(2020, 2, 1, 0, 5, 0, TimeSpan.Zero)))], Token)).ShouldBe(1);

        (await CountAsync(series)).ShouldBe(3);
    }

    private Task<long> WriteAsync(BarSeries series, int year, int month, int months) => fleet.Storage.Bars.WriteAsync([.. Bars(series, year, month, months)], Token);

    private async Task<int> CountAsync(BarSeries series)
    {
        int count = 0;
        await foreach (Bar _ in fleet.Storage.Bars.ReadAsync(series, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Token))
            count++;
        return count;
    }

    private static IEnumerable<SeriesBar> Bars(BarSeries series, int year, int month, int months) =>
        Enumerable.Range(0, months).Select(i => new SeriesBar(series, Bar(new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(i))));

    private static BarSeries Series(string source) => new(source, new InstrumentId("binance", "BONK/USDT"), Timeframe.FiveMinutes);

    private static Bar Bar(DateTimeOffset at) => new(at, new Price(1), new Price(2), new Price(0.5m), new Price(1.5m), new Quantity(10));
}
