using InvestBot.Backtest.Tests;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Presets;

namespace InvestBot.Backtest.Checks;

public sealed class RecursiveCheckTests
{
    public static TheoryData<string> Strategies => [.. StrategyCatalog.All.Select(strategy => strategy.Id)];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Of_EveryStrategy_Agrees(string strategy)
    {
        var result = RecursiveCheck.Of(Bot(strategy), [.. Market.Coins.Tapes.Take(3)], 2, TestContext.Current.CancellationToken);

        result.Signals.ShouldBeGreaterThan(0);
        result.Changed.ShouldBe(0);
        result.Agrees.ShouldBeTrue();
    }

    [Fact]
    public void Of_AnAverageThatRemembersLongerThanItsWarmUp_Differs()
    {
        // An RSI of 200 bars after 1,000 bars of history: a weight of (199/200)^1000 of its start, 0.7 %, is left.
        var bot = Bot("strategy.mean-reversion");
        bot = bot with { Parameters = bot.Parameters.SetItem("rsi-bars", "200").SetItem("rsi-below", "60").SetItem("volume-above", "0.1").SetItem("band-deviations", "0.5") };

        RecursiveCheck.Of(bot, [.. Market.Coins.Tapes.Take(1)], 1, TestContext.Current.CancellationToken).Features["rsi"].ShouldBeGreaterThan(0);
    }

    private static Domain.Bots.BotConfiguration Bot(string strategy) => PresetCatalog.ForStrategy(strategy, new Domain.Identity.InstanceId("alpha"), Market.Coins.Description);
}
