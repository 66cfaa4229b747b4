using InvestBot.Backtest.Runs;
using InvestBot.Backtest.Tests;
using InvestBot.Domain.Values;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Presets;

namespace InvestBot.Backtest.Checks;

public sealed class LookAheadCheckTests
{
    // Without a feed the sentiment strategy refuses its own signals: there is no fill to compare.
    public static TheoryData<string> Strategies => [.. StrategyCatalog.All.Select(strategy => strategy.Id).Where(id => id != "strategy.sentiment")];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Of_EveryStrategy_Agrees(string strategy)
    {
        var bot = PresetCatalog.ForStrategy(strategy, new Domain.Identity.InstanceId("alpha"), Market.Coins.Description);
        var request = new BacktestRequest(bot, Market.Coins.Tapes, Market.At("2024-05-15T00:15:00Z"), Market.At("2024-05-18T00:00:00Z"));

        var result = LookAheadCheck.Of(request, 3, Backtester.Run, TestContext.Current.CancellationToken);

        result.Differences.ShouldBeEmpty();
        result.Agrees.ShouldBeTrue();
        result.Fills.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Of_ARunThatKnowsTheLastClose_Differs()
    {
        // Sizes by what the price will be at the end: larger where it will be higher.
        var result = LookAheadCheck.Of(Market.Coins.Week("growth-social-memecoin"), 2, Peeking, TestContext.Current.CancellationToken);

        result.Agrees.ShouldBeFalse();
        result.Differences.ShouldAllBe(difference => difference.Words.Length > 0);
    }

    private static BacktestResult Peeking(BacktestRequest request, CancellationToken cancellationToken)
    {
        var last = request.Tapes.Sum(tape => tape.Bars[^1].Close.Value);
        var bot = request.Configuration with { Risk = request.Configuration.Risk with { PositionSize = new Ratio(0.01m + (last % 0.01m)) } };
        return Backtester.Run(request with { Configuration = bot }, cancellationToken);
    }
}
