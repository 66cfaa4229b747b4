using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;

namespace InvestBot.Strategies.Presets;

/// <summary>Presets for coins and tokens.</summary>
internal static class MemecoinPresets
{
    private static readonly ImmutableSortedDictionary<string, string> Defaults = ImmutableSortedDictionary<string, string>.Empty;

    internal static ImmutableArray<Preset> All { get; } =
    [
        new Preset(
            "conservative-memecoin",
            "Small capital, small positions, quick trades: buys exhausted falls of coins that are stronger than the benchmark, aims at 3 %, stops at 1 %, at most 20 trades a day.",
            "Scores of an intelligence service are not connected: it decides on price and volume alone.",
            "strategy.mean-reversion", Defaults, UniversePreference.Memecoins, 10, 1_000m, BotMode.Automatic, true,
            new ExitSettings { Stop = Ratio.Percent(1), Target = Ratio.Percent(3) },
            new RiskSettings { PositionSize = Ratio.Percent(2), TradesPerDay = 20, RewardRisk = 1m }),
        new Preset(
            "growth-social-memecoin",
            "Bigger positions and wider limits: buys breakouts, risks up to 10 % a day and 25 % in all.",
            "Without readings of sentiment, as in every market that ships, the SMA breakout alone leads. Where a market has them, sentiment leads: a score above 60, mentions an hour up by 20 %, and the breakout confirms it. No live feed is connected.",
            "strategy.sma-breakout", Defaults, UniversePreference.Memecoins, 10, 5_000m, BotMode.Automatic, false,
            new ExitSettings(),
            new RiskSettings { PositionSize = Ratio.Percent(10), DailyLoss = Ratio.Percent(10), Drawdown = Ratio.Percent(25), TradesPerDay = 40, OpenPositions = 8 })
        { WithSentiment = "strategy.sentiment" },
        new Preset(
            "multi-platform",
            "Proposes breakouts for a person to approve; no position above 10 % of the capital, at most half of it invested.",
            "Trades one market per instance; several venues at once are not connected.",
            "strategy.sma-breakout", Defaults, UniversePreference.Any, 12, 10_000m, BotMode.SemiAutomatic, true,
            new ExitSettings { Trailing = Ratio.Percent(3) },
            new RiskSettings { PositionSize = Ratio.Percent(5), PositionNotional = 1_000m, Exposure = Ratio.Percent(50), OpenPositions = 10 }),
        new Preset(
            "tiered-memecoin",
            "Buys breakouts and lets them run: stop 15 % below, a third sold at +30 %, another at +75 %, then the stop at the entry and 20 % below the highest price. Each trade risks 2 % of equity.",
            "Without readings of sentiment, as in every market that ships, the SMA breakout alone leads. Where a market has them, sentiment joins: the breakout is entered with a score above 60 and mentions an hour up by 20 % alone. No live feed, no stream of token signals and no safety facts are connected; nothing takes their place.",
            "strategy.sma-breakout", Defaults.Add("exit-on-cross", "0"), UniversePreference.Memecoins, 10, 5_000m, BotMode.Automatic, false,
            new ExitSettings
            {
                Stop = Ratio.Percent(15),
                NoTarget = true,
                Tiers = [new ExitTier(Ratio.Percent(30), Ratio.Percent(33)), new ExitTier(Ratio.Percent(75), Ratio.Percent(33))],
                BreakevenAfterFirstTier = true,
                Trailing = Ratio.Percent(20),
            },
            new RiskSettings { Sizing = SizingMethod.RiskPerTrade, RiskPerTrade = Ratio.Percent(2), DailyLoss = Ratio.Percent(10), Drawdown = Ratio.Percent(25), OpenPositions = 8 })
        { WithSentiment = "strategy.sentiment" },
    ];
}
