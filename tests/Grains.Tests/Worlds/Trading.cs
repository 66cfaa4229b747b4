using System.Globalization;
using InvestBot.Backtest.Runs;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Values;
using InvestBot.Strategies.Learning;
using InvestBot.Strategies.Presets;

namespace InvestBot.Grains.Tests.Worlds;

/// <summary>Configurations that trade often, and what a backtest makes of them.</summary>
internal static class Trading
{
    /// <summary>Where most tests begin.</summary>
    internal static DateTimeOffset From { get; } = DateTimeOffset.Parse("2024-04-08T00:00:00Z", CultureInfo.InvariantCulture);

    /// <summary>Ten symbols for two slots and hardly enough cash.</summary>
    internal static BotConfiguration Contending(string name)
    {
        var configuration = PresetCatalog.Create("tiered-memecoin", new InstanceId(name), ShippedMarkets.Describe(ShippedMarkets.Crypto));
        return configuration with
        {
            Mode = BotMode.Automatic,
            Universe = [.. ShippedMarkets.Crypto.Series.Select(series => series.Instrument.Id)],
            Risk = configuration.Risk with { OpenPositions = 2, PositionSize = Ratio.Percent(60), Sizing = Domain.Risk.SizingMethod.PercentOfEquity, FreeCash = Ratio.Percent(1), Exposure = Ratio.One, PositionNotional = null, Drawdown = Ratio.Percent(60), DailyLoss = Ratio.Percent(50), TradesPerDay = 100 },
            Exits = configuration.Exits with { Stop = Ratio.Percent(2), Trailing = Ratio.Percent(2), MaximumHolding = TimeSpan.FromHours(3), Tiers = [new(Ratio.Percent(1), Ratio.Percent(33)), new(Ratio.Percent(2), Ratio.Percent(33))] },
        };
    }

    /// <summary>The same with room for everything, for a mode of its own.</summary>
    internal static BotConfiguration Roomy(string name, BotMode mode = BotMode.Automatic)
    {
        var configuration = Contending(name);
        return configuration with { Mode = mode, ApprovalExpiry = TimeSpan.FromDays(1), Risk = configuration.Risk with { OpenPositions = 6, PositionSize = Ratio.Percent(10) } };
    }

    /// <summary>An ensemble that weighs its experts and calibrates its confidence as it goes.</summary>
    internal static BotConfiguration Learning(string name)
    {
        var configuration = PresetCatalog.Create("ensemble-kelly", new InstanceId(name), ShippedMarkets.Describe(ShippedMarkets.Crypto));
        return configuration with
        {
            Universe = [.. ShippedMarkets.Crypto.Series.Select(series => series.Instrument.Id)],
            Learning = configuration.Learning with { Rate = 0.3, HorizonBars = 24 },
        };
    }

    /// <summary>What signals came to, as text.</summary>
    internal static string Words(SignalOutcome outcome) => FormattableString.Invariant(
        $"{outcome.At:u} {outcome.Prediction.Instrument} {outcome.Prediction.Raw:R} {outcome.Prediction.Confidence:R} {outcome.Return:R} {string.Join(' ', outcome.Prediction.Votes)}");

    /// <summary>What the pure core alone makes of signals.</summary>
    internal static List<string> Learned(BotConfiguration configuration, DateTimeOffset to)
    {
        var tapes = ShippedMarkets.Crypto.Series.Select(series => ShippedMarkets.Tape(series, From.AddDays(-7), to.AddDays(1))).ToList();
        return [.. Backtester.Run(new BacktestRequest(configuration, tapes, From)).Outcomes.Where(outcome => outcome.At <= to).Select(Words)];
    }

    /// <summary>What the pure core alone makes of it.</summary>
    internal static (List<string> Fills, int Symbols, IReadOnlyDictionary<string, long> Rejected) Backtested(BotConfiguration configuration, DateTimeOffset to)
    {
        var tapes = ShippedMarkets.Crypto.Series.Select(series => ShippedMarkets.Tape(series, From.AddDays(-7), to.AddDays(1))).ToList();
        var result = Backtester.Run(new BacktestRequest(configuration, tapes, From));
        return
        (
            [.. result.Fills.Where(fill => fill.At < to).Select(fill => FormattableString.Invariant(
                $"{fill.Order} {fill.Side} {fill.Quantity.Value:0.########} @ {fill.Price.Value:0.############} fee {fill.Commission.Amount:0.##########} {fill.At:u} {fill.Reason}"))],
            result.Fills.Select(fill => fill.Instrument).Distinct().Count(),
            result.Counts.Rejected
        );
    }
}
