using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;

namespace InvestBot.Strategies.Presets;

/// <summary>Presets for shares and funds, each with the relative-strength filter.</summary>
internal static class EquityPresets
{
    private static readonly ImmutableSortedDictionary<string, string> Defaults = ImmutableSortedDictionary<string, string>.Empty;

    internal static ImmutableArray<Preset> All { get; } =
    [
        new Preset(
            "mean-reversion-bull",
            "Buys exhausted falls of strong shares, aims at their mean, holds half an hour at most.",
            "", "strategy.mean-reversion", Defaults, UniversePreference.Shares, 8, 50_000m, BotMode.Automatic, true,
            new ExitSettings(),
            Limits(10, 12_000m)),
        new Preset(
            "mean-reversion-etf",
            "Buys exhausted falls of funds, aims at their mean, holds half an hour at most.",
            "", "strategy.mean-reversion", Defaults, UniversePreference.Funds, 8, 45_000m, BotMode.Automatic, true,
            new ExitSettings(),
            Limits(8, 10_000m)),
        new Preset(
            "volatility-breakout",
            "Buys the end of a quiet time on volume; stop 1.5 average true ranges away, target twice as far.",
            "", "strategy.volatility-breakout", Defaults, UniversePreference.Any, 6, 40_000m, BotMode.Automatic, true,
            new ExitSettings(),
            Limits(6, 8_000m)),
        new Preset(
            "momentum-trend",
            "Buys quick, heavily traded rises within a trend and follows them with a stop 2 % below the highest price.",
            "", "strategy.momentum", Defaults, UniversePreference.Any, 6, 45_000m, BotMode.Automatic, true,
            new ExitSettings { Trailing = Ratio.Percent(2), NoTarget = true },
            Limits(6, 10_000m)),
        new Preset(
            "relative-strength-leaders",
            "Every twelve bars buys the three that rose most and beat the benchmark over twenty bars; leaves what no longer rises.",
            "", "strategy.relative-strength-leaders", Defaults, UniversePreference.Any, 6, 50_000m, BotMode.Automatic, true,
            new ExitSettings { NoTarget = true },
            Limits(6, 10_000m))
        { Leaders = 3 },
        new Preset(
            "ensemble-kelly",
            "Asks experts for trends, mean reversion and momentum; weighs them by what their signals came to, calibrates the confidence, and sizes by a quarter of Kelly's formula once thirty trades are there. Stops and targets in average true ranges.",
            "Trades recorded markets on paper; Questrade and Yahoo are not connected.",
            "strategy.ensemble", Defaults, UniversePreference.Any, 8, 10_000m, BotMode.Automatic, false,
            new ExitSettings(),
            new RiskSettings { Sizing = SizingMethod.FractionalKelly, PositionSize = Ratio.Percent(5), OpenPositions = 6 })
        { Confidence = 0.35, Learning = new LearningSettings { Enabled = true } },
    ];

    private static RiskSettings Limits(int positions, decimal notional) =>
        new() { PositionSize = Ratio.Percent(15), OpenPositions = positions, PositionNotional = notional };
}
