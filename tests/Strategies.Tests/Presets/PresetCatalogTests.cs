using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Strategies.Presets;

public sealed class PresetCatalogTests
{
    private static readonly MarketDescription Coins = Market("coins", "binance", "USDT", TradingCalendar.AlwaysOpen, "SOL/USDT", "BOME/USDT", "BONK/USDT", "BTC/USDT", "DOGE/USDT", "SOL/USDT", "WIF/USDT");
    private static readonly MarketDescription Shares = Market("shares", "alpaca", "USD", TradingCalendar.Nyse, "SPY", "AIG", "BAC", "IBM", "NVDA", "QQQ", "SPY", "XLF", "XLK");

    public static TheoryData<string, bool> All => new MatrixTheoryData<string, bool>(PresetCatalog.All.Select(preset => preset.Id), [true, false]);

    [Theory]
    [MemberData(nameof(All))]
    public void Create_ForAMarket_GivesAUsableConfiguration(string preset, bool coins)
    {
        var market = coins ? Coins : Shares;

        var configuration = PresetCatalog.Create(preset, new InstanceId("alpha"), market);

        PresetCatalog.Validate(configuration).ShouldBeEmpty();
        configuration.Universe.ShouldNotContain(market.Benchmark!.Value);
        configuration.Universe.Length.ShouldBeInRange(1, PresetCatalog.Find(preset)!.Symbols);
        configuration.Capital.Currency.ShouldBe(market.Quote);
    }

    [Fact]
    public void Create_ForMemecoins_LeavesMajorsOut() =>
        PresetCatalog.Create("conservative-memecoin", new InstanceId("alpha"), Coins).Universe.Select(id => id.Symbol)
            .ShouldBe(["BOME/USDT", "BONK/USDT", "DOGE/USDT", "WIF/USDT"]);

    [Fact]
    public void Create_ForFunds_PutsFundsFirst() =>
        PresetCatalog.Create("mean-reversion-etf", new InstanceId("alpha"), Shares).Universe.Take(3).Select(id => id.Symbol).ShouldBe(["QQQ", "XLK", "XLF"]);

    [Fact]
    public void Create_WithoutABenchmark_GoesWithoutRelativeStrength() =>
        PresetCatalog.Create("mean-reversion-bull", new InstanceId("alpha"), Shares with { Benchmark = null }).Filters.RelativeStrength.ShouldBeFalse();

    [Fact]
    public void Create_OfAnUnknownPreset_NamesTheNearest() =>
        Should.Throw<ArgumentException>(() => PresetCatalog.Create("conservative-memcoin", new InstanceId("alpha"), Coins)).Message.ShouldContain("Did you mean conservative-memecoin");

    [Fact]
    public void Validate_OfAWrongStrategy_IsAnError() =>
        PresetCatalog.Validate(PresetCatalog.Create("mean-reversion-bull", new InstanceId("alpha"), Shares) with { Strategy = "strategy.momentun" })
            .ShouldHaveSingleItem().Remedy.ShouldContain("strategy.momentum");

    [Fact]
    public void DemoFleet_ForTwoMarkets_HasSevenUsableInstances()
    {
        var fleet = DemoFleet.For([Shares, Coins]);

        fleet.Length.ShouldBe(7);
        fleet.Select(instance => instance.Id).ShouldBeUnique();
        fleet.SelectMany(instance => PresetCatalog.Validate(instance)).ShouldBeEmpty();
        fleet.Select(instance => instance.Mode).ShouldContain(BotMode.SemiAutomatic);
    }

    private static MarketDescription Market(string recording, string venue, string quote, TradingCalendar calendar, string benchmark, params string[] symbols)
    {
        var currency = new Currency(quote);
        return new MarketDescription(
            recording, Timeframe.FiveMinutes, currency,
            [.. symbols.Select(symbol => new Instrument(new InstrumentId(venue, symbol), currency, 0.01m, 1m, 1m, calendar))],
            new InstrumentId(venue, benchmark));
    }
}
