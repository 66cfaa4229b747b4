using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;
using InvestBot.Feeds.Recordings;
using InvestBot.Feeds.Synthetic;
using InvestBot.Simulation.Draws;
using InvestBot.Simulation.Runs;
using InvestBot.Strategies.Presets;

namespace InvestBot.Simulation.Fleets;

/// <summary>A market for one run.</summary>
/// <param name="Recording">Its bars.</param>
/// <param name="From">When trading begins; what is before warms the strategies up.</param>
internal sealed record DrawnMarket(Recording Recording, DateTimeOffset From);

/// <summary>Draws a market and a fleet that trades it often: presets with short windows, tight limits and small volumes, so that limits, breakers and partial fills are met every day.</summary>
internal static class FleetDraw
{
    // Bars before the first round, for the strategies to warm up.
    private const int WarmUp = 40;
    private const int MostInstruments = 6;

    private static readonly DateTimeOffset Beginning = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Symbols = ["ALPHA", "BETA", "GAMMA", "DELTA", "EPSI", "ZETA"];

    private static readonly Dictionary<string, string> Windows = new(StringComparer.Ordinal)
    {
        ["strategy.sma-breakout"] = "fast-bars=3 slow-bars=8 channel-bars=4 change-bars=3 change-percent=0 range-bars=5 range-least-percent=0 range-most-percent=100",
        ["strategy.mean-reversion"] = "band-bars=8 band-deviations=1 rsi-bars=4 rsi-below=45 volume-bars=8 volume-above=0.5",
        ["strategy.momentum"] = "change-bars=3 change-percent=0.5 volume-bars=8 volume-above=0.8 trend-bars=4 trend-above=10 range-bars=5",
        ["strategy.volatility-breakout"] = "",
        ["strategy.relative-strength-leaders"] = "change-bars=3 rebalance-bars=4 range-bars=5 stop-ranges=1",
        ["strategy.ensemble"] = "range-bars=5",
    };

    /// <summary>A market of some days of <see cref="SimulationOptions.DayRounds"/> rounds: made up, with bars missing here and there, or a part of what was recorded.</summary>
    internal static DrawnMarket Market(SimulationOptions options)
    {
        var draw = new Draw(options.Seed, "market");
        var rounds = options.Days * SimulationOptions.DayRounds;
        return options.Market is { } recorded ? Part(draw, recorded.Recording, rounds) : MadeUp(draw, rounds);
    }

    /// <summary>Instances for a market.</summary>
    internal static ImmutableArray<BotConfiguration> Bots(SimulationOptions options, Recording recording)
    {
        var instruments = recording.Series.Select(series => series.Instrument).ToImmutableArray();
        var market = new MarketDescription(recording.Description.Id, recording.Description.Timeframe, recording.Description.Quote, instruments, null);
        return [.. Enumerable.Range(options.FirstBot, options.Bots).Select(number => Bot(new Draw(options.Seed, $"bot {number}"), number, market))];
    }

    private static DrawnMarket MadeUp(Draw draw, int rounds)
    {
        var recording = SyntheticMarket.Create(Symbols[..draw.Whole(3, MostInstruments)], Timeframe.FiveMinutes, Beginning, new SyntheticOptions
        {
            Seed = draw.Bits(),
            Steps = WarmUp + rounds,
            StartPrice = (decimal)draw.Whole(1, 100_000) / 1000m,
            Drift = draw.Between(-0.0005, 0.0005),
            Volatility = draw.Between(0.002, 0.012),
            JumpProbability = draw.Between(0, 0.01),
            JumpVolatility = 0.05,
            MeanVolume = draw.Between(50_000, 5_000_000),
            GapProbability = draw.Between(0, 0.03),
        });
        return new DrawnMarket(recording, Beginning + (WarmUp * Timeframe.FiveMinutes.Length));
    }

    // Some instruments of it, from some bar of the first on.
    private static DrawnMarket Part(Draw draw, Recording recording, int rounds)
    {
        var left = recording.Series.ToList();
        var picked = new List<BarSeries>();
        for (var count = draw.Whole(Math.Min(3, left.Count), Math.Min(MostInstruments, left.Count)); count > 0; count--)
        {
            picked.Add(draw.Of(left));
            left.Remove(picked[^1]);
        }
        var first = picked[0];
        var start = draw.Whole(0, Math.Max(0, first.Count - WarmUp - rounds - 1));
        var (warm, end) = (Math.Min(start + WarmUp, first.Count - 1), Math.Min(start + WarmUp + rounds, first.Count - 1));
        return new DrawnMarket(recording.Between(first.OpenTime(start), first.OpenTime(end), [.. picked.Select(series => series.Instrument.Id)]), first.OpenTime(warm));
    }

    private static BotConfiguration Bot(Draw draw, int number, MarketDescription market)
    {
        var preset = draw.Of(PresetCatalog.All);
        var bot = PresetCatalog.Create(preset.Id, new InstanceId(string.Create(CultureInfo.InvariantCulture, $"bot-{number}")), market);
        var parameters = bot.Parameters;
        foreach (var pair in Windows[bot.Strategy].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('='))) parameters = parameters.SetItem(pair[0], pair[1]);
        return bot with
        {
            Mode = draw.Chance(0.8) ? BotMode.Automatic : BotMode.SemiAutomatic,
            Parameters = parameters,
            Universe = [.. market.Instruments.Select(instrument => instrument.Id).Order()],
            Filters = bot.Filters with { RelativeStrength = false, RelativeStrengthBars = 5 },
            Capital = new Money(draw.Whole(1, 50) * 1000m, market.Quote),
            ApprovalExpiry = TimeSpan.FromSeconds(draw.Whole(5, 600)),
            Exits = Exits(draw, bot.Exits),
            Risk = Limits(draw, bot.Risk),
            Paper = bot.Paper with { VolumeShare = Ratio.Percent(draw.Whole(1, 30)), LeastCommission = draw.Chance(0.3) ? 0.01m : 0m, Seed = draw.Bits() },
        };
    }

    private static ExitSettings Exits(Draw draw, ExitSettings exits)
    {
        var tiered = draw.Chance(0.4);
        return exits with
        {
            Stop = Ratio.BasisPoints(draw.Whole(30, 300)),
            Target = tiered ? null : Ratio.BasisPoints(draw.Whole(50, 500)),
            RewardMultiple = null,
            NoTarget = tiered,
            Tiers = tiered ? [new ExitTier(Ratio.BasisPoints(50), Ratio.Percent(33)), new ExitTier(Ratio.Percent(1), Ratio.Percent(33))] : [],
            BreakevenAfterFirstTier = tiered && draw.Chance(0.5),
            Trailing = draw.Chance(0.5) ? Ratio.BasisPoints(draw.Whole(50, 300)) : null,
            MaximumHolding = TimeSpan.FromMinutes(draw.Whole(10, 240)),
        };
    }

    private static RiskSettings Limits(Draw draw, RiskSettings risk) => risk with
    {
        Sizing = draw.Of([SizingMethod.PercentOfEquity, SizingMethod.RiskPerTrade]),
        PositionSize = Ratio.Percent(draw.Whole(5, 70)),
        RiskPerTrade = Ratio.BasisPoints(draw.Whole(20, 200)),
        TradesPerDay = draw.Whole(3, 40),
        OpenPositions = draw.Whole(1, 4),
        PositionNotional = draw.Chance(0.3) ? draw.Whole(1, 20) * 500m : null,
        Exposure = Ratio.Percent(draw.Whole(40, 100)),
        FreeCash = Ratio.Percent(draw.Whole(0, 20)),
        VolumeShare = Ratio.Percent(draw.Whole(1, 50)),
        DailyLoss = Ratio.BasisPoints(draw.Whole(50, 800)),
        Drawdown = Ratio.Percent(draw.Whole(3, 30)),
        ConsecutiveLosses = draw.Whole(2, 8),
        CooldownAfterLoss = TimeSpan.FromMinutes(draw.Whole(0, 20)),
        RewardRisk = null,
    };
}
