using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Values;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Presets;

namespace InvestBot.Cli.Bench.Fleet;

/// <summary>
/// Instances to measure with: every strategy in turn, every instrument of the market, up to ten, and limits so wide that no breaker
/// ends the trading that is to be measured.
/// </summary>
internal static class BenchFleet
{
    private const int Symbols = 10;

    /// <summary>A fleet of a size.</summary>
    public static ImmutableArray<BotConfiguration> Of(int instances, MarketDescription market)
    {
        string[] strategies = [.. StrategyCatalog.All.Select(strategy => strategy.Id)];
        return [.. Enumerable.Range(0, instances).Select(number => Of(strategies[number % strategies.Length], string.Create(CultureInfo.InvariantCulture, $"bench-{number + 1:0000}"), market))];
    }

    /// <summary>One instance.</summary>
    public static BotConfiguration Of(string strategy, string name, MarketDescription market)
    {
        var bot = PresetCatalog.ForStrategy(strategy, new InstanceId(name), market);
        return bot with
        {
            Universe = [.. bot.Universe.Take(Symbols)],
            Risk = bot.Risk with
            {
                TradesPerDay = 100_000, ConsecutiveLosses = 10_000, DailyLoss = Ratio.Percent(100), Drawdown = Ratio.Percent(100),
                OpenPositions = Symbols, PositionSize = Ratio.Percent(5), CooldownAfterLoss = TimeSpan.Zero,
            },
        };
    }
}
