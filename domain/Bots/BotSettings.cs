using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Naming;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Safety;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Bots;

/// <summary>Changes single values of a configuration by their dotted names, as the command line writes them: <c>risk.openPositions=3</c>, <c>exits.stop=2%</c>.</summary>
/// <remarks>Ratios are written as percent (<c>2%</c>) or as a fraction (<c>0.02</c>); what may be absent takes <c>none</c>. Ranges are checked afterwards by <see cref="BotValidation"/>.</remarks>
public static class BotSettings
{
    private static readonly ImmutableSortedDictionary<string, Func<BotConfiguration, string, BotConfiguration?>> Setters = new Dictionary<string, Func<BotConfiguration, string, BotConfiguration?>>
    {
        ["filters.relativeStrength"] = (bot, text) => Flag(text) is { } value ? bot with { Filters = bot.Filters with { RelativeStrength = value } } : null,
        ["filters.relativeStrengthBars"] = (bot, text) => Whole(text) is { } value ? bot with { Filters = bot.Filters with { RelativeStrengthBars = value } } : null,
        ["filters.leaders"] = (bot, text) => Whole(text) is { } value ? bot with { Filters = bot.Filters with { Leaders = value } } : null,
        ["filters.confidence"] = (bot, text) => Number(text) is { } value ? bot with { Filters = bot.Filters with { Confidence = (double)value } } : null,
        ["filters.regimes"] = (bot, text) => Listed(text, Named<Regime>) is { } values ? bot with { Filters = bot.Filters with { Regimes = values } } : null,
        ["filters.leastTurnover"] = (bot, text) => Optional(text, Number, value => bot with { Filters = bot.Filters with { LeastTurnover = value } }),
        ["filters.mostSpread"] = (bot, text) => Optional(text, Share, value => bot with { Filters = bot.Filters with { MostSpread = value } }),
        ["filters.entriesFrom"] = (bot, text) => Optional(text, TimeOfDay, value => bot with { Filters = bot.Filters with { EntriesFrom = value } }),
        ["filters.entriesTo"] = (bot, text) => Optional(text, TimeOfDay, value => bot with { Filters = bot.Filters with { EntriesTo = value } }),
        ["filters.hoursIn"] = (bot, text) => Optional(text, Named<HoursZone>, value => bot with { Filters = bot.Filters with { HoursIn = value } }),
        ["filters.blackouts"] = (bot, text) => Listed(text, Window) is { } values ? bot with { Filters = bot.Filters with { Blackouts = values } } : null,
        ["filters.confirmedBy"] = (bot, text) => text == "none" || text.StartsWith("strategy.", StringComparison.Ordinal) ? bot with { Filters = bot.Filters with { ConfirmedBy = text == "none" ? null : text } } : null,
        ["filters.confirmedWithin"] = (bot, text) => Whole(text) is { } value ? bot with { Filters = bot.Filters with { ConfirmedWithin = value } } : null,
        ["filters.safety"] = (bot, text) => Flag(text) is { } value ? bot with { Filters = bot.Filters with { Safety = value ? new SafetyLimits() : null } } : null,
        ["learning.enabled"] = (bot, text) => Flag(text) is { } value ? bot with { Learning = bot.Learning with { Enabled = value } } : null,
        ["learning.pinned"] = (bot, text) => Flag(text) is { } value ? bot with { Learning = bot.Learning with { Pinned = value } } : null,
        ["learning.rate"] = (bot, text) => Share(text) is { } value ? bot with { Learning = bot.Learning with { Rate = (double)value.Value } } : null,
        ["learning.floor"] = (bot, text) => Share(text) is { } value ? bot with { Learning = bot.Learning with { Floor = (double)value.Value } } : null,
        ["learning.bound"] = (bot, text) => Share(text) is { } value ? bot with { Learning = bot.Learning with { Bound = (double)value.Value } } : null,
        ["learning.priorStrength"] = (bot, text) => Number(text) is { } value ? bot with { Learning = bot.Learning with { PriorStrength = (double)value } } : null,
        ["learning.horizonBars"] = (bot, text) => Whole(text) is { } value ? bot with { Learning = bot.Learning with { HorizonBars = value } } : null,
        ["learning.shadowOutcomes"] = (bot, text) => Whole(text) is { } value ? bot with { Learning = bot.Learning with { ShadowOutcomes = value } } : null,
        ["exits.stop"] = (bot, text) => Optional(text, Share, value => bot with { Exits = bot.Exits with { Stop = value } }),
        ["exits.target"] = (bot, text) => Optional(text, Share, value => bot with { Exits = bot.Exits with { Target = value } }),
        ["exits.rewardMultiple"] = (bot, text) => Optional(text, Number, value => bot with { Exits = bot.Exits with { RewardMultiple = value } }),
        ["exits.noTarget"] = (bot, text) => Flag(text) is { } value ? bot with { Exits = bot.Exits with { NoTarget = value } } : null,
        ["exits.tiers"] = (bot, text) => Tiers(text) is { } tiers ? bot with { Exits = bot.Exits with { Tiers = tiers } } : null,
        ["exits.breakevenAfterFirstTier"] = (bot, text) => Flag(text) is { } value ? bot with { Exits = bot.Exits with { BreakevenAfterFirstTier = value } } : null,
        ["exits.trailing"] = (bot, text) => Optional(text, Share, value => bot with { Exits = bot.Exits with { Trailing = value } }),
        ["exits.maximumHolding"] = (bot, text) => Optional(text, Minutes, value => bot with { Exits = bot.Exits with { MaximumHolding = value } }),
        ["exits.flatBeforeClose"] = (bot, text) => Optional(text, Minutes, value => bot with { Exits = bot.Exits with { FlatBeforeClose = value } }),
        ["exits.roi"] = (bot, text) => Roi(text) is { } steps ? bot with { Exits = bot.Exits with { Roi = steps } } : null,
        ["risk.sizing"] = (bot, text) => Enum.TryParse<SizingMethod>(text, ignoreCase: true, out var value) ? bot with { Risk = bot.Risk with { Sizing = value } } : null,
        ["risk.positionSize"] = (bot, text) => Share(text) is { } value ? bot with { Risk = bot.Risk with { PositionSize = value } } : null,
        ["risk.fixedNotional"] = (bot, text) => Number(text) is { } value ? bot with { Risk = bot.Risk with { FixedNotional = value } } : null,
        ["risk.riskPerTrade"] = (bot, text) => Share(text) is { } value ? bot with { Risk = bot.Risk with { RiskPerTrade = value } } : null,
        ["risk.kellyFraction"] = (bot, text) => Share(text) is { } value ? bot with { Risk = bot.Risk with { KellyFraction = value } } : null,
        ["risk.kellyCap"] = (bot, text) => Share(text) is { } value ? bot with { Risk = bot.Risk with { KellyCap = value } } : null,
        ["risk.kellyTrades"] = (bot, text) => Whole(text) is { } value ? bot with { Risk = bot.Risk with { KellyTrades = value } } : null,
        ["risk.confidenceWeight"] = (bot, text) => Share(text) is { } value ? bot with { Risk = bot.Risk with { ConfidenceWeight = value } } : null,
        ["risk.lossPerTrade"] = (bot, text) => Optional(text, Share, value => bot with { Risk = bot.Risk with { LossPerTrade = value } }),
        ["risk.tradesPerDay"] = (bot, text) => Whole(text) is { } value ? bot with { Risk = bot.Risk with { TradesPerDay = value } } : null,
        ["risk.openPositions"] = (bot, text) => Whole(text) is { } value ? bot with { Risk = bot.Risk with { OpenPositions = value } } : null,
        ["risk.positionNotional"] = (bot, text) => Optional(text, Number, value => bot with { Risk = bot.Risk with { PositionNotional = value } }),
        ["risk.exposure"] = (bot, text) => Share(text) is { } value ? bot with { Risk = bot.Risk with { Exposure = value } } : null,
        ["risk.freeCash"] = (bot, text) => Share(text) is { } value ? bot with { Risk = bot.Risk with { FreeCash = value } } : null,
        ["risk.volumeShare"] = (bot, text) => Share(text) is { } value ? bot with { Risk = bot.Risk with { VolumeShare = value } } : null,
        ["risk.dailyLoss"] = (bot, text) => Share(text) is { } value ? bot with { Risk = bot.Risk with { DailyLoss = value } } : null,
        ["risk.drawdown"] = (bot, text) => Share(text) is { } value ? bot with { Risk = bot.Risk with { Drawdown = value } } : null,
        ["risk.consecutiveLosses"] = (bot, text) => Whole(text) is { } value ? bot with { Risk = bot.Risk with { ConsecutiveLosses = value } } : null,
        ["risk.cooldownAfterLoss"] = (bot, text) => Minutes(text) is { } value ? bot with { Risk = bot.Risk with { CooldownAfterLoss = value } } : null,
        ["risk.rewardRisk"] = (bot, text) => Optional(text, Number, value => bot with { Risk = bot.Risk with { RewardRisk = value } }),
        ["paper.commission"] = (bot, text) => Share(text) is { } value ? bot with { Paper = bot.Paper with { Commission = value } } : null,
        ["paper.commissionPerUnit"] = (bot, text) => Number(text) is { } value ? bot with { Paper = bot.Paper with { CommissionPerUnit = value } } : null,
        ["paper.leastCommission"] = (bot, text) => Number(text) is { } value ? bot with { Paper = bot.Paper with { LeastCommission = value } } : null,
        ["paper.commissionPerOrder"] = (bot, text) => Number(text) is { } value ? bot with { Paper = bot.Paper with { CommissionPerOrder = value } } : null,
        ["paper.impact"] = (bot, text) => Share(text) is { } value ? bot with { Paper = bot.Paper with { Impact = value } } : null,
        ["paper.spread"] = (bot, text) => Share(text) is { } value ? bot with { Paper = bot.Paper with { Spread = value } } : null,
        ["paper.slippage"] = (bot, text) => Share(text) is { } value ? bot with { Paper = bot.Paper with { Slippage = value } } : null,
        ["paper.latencySeconds"] = (bot, text) => Number(text) is { } value and >= 0m and <= 59m ? bot with { Paper = bot.Paper with { Latency = TimeSpan.FromSeconds((double)value) } } : null,
        ["paper.volumeShare"] = (bot, text) => Share(text) is { } value ? bot with { Paper = bot.Paper with { VolumeShare = value } } : null,
        ["paper.seed"] = (bot, text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? bot with { Paper = bot.Paper with { Seed = value } } : null,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Every name, in order.</summary>
    public static IEnumerable<string> Names => Setters.Keys;

    /// <summary>The configuration with one value changed; the strategy's parameters are set by their plain names.</summary>
    /// <param name="bot">Before.</param>
    /// <param name="name">A name of <see cref="Names"/>, or of one of <paramref name="parameters"/>.</param>
    /// <param name="text">The value.</param>
    /// <param name="parameters">What the strategy knows; their ranges are checked by its catalog.</param>
    public static (BotConfiguration? Changed, ConfigurationError? Error) Set(BotConfiguration bot, string name, string text, IReadOnlyCollection<string> parameters)
    {
        if (parameters.Contains(name)) return (bot with { Parameters = bot.Parameters.SetItem(name, text) }, null);
        if (!Setters.TryGetValue(name, out var set))
            return (null, new ConfigurationError(name, text, $"There is no such setting. {NearestNames.Advice(name, [.. parameters, .. Setters.Keys])}"));
        return set(bot, text) is { } changed
            ? (changed, null)
            : (null, new ConfigurationError(name, text, "The value cannot be read: write a number, a percentage such as 2%, minutes for times (13:30 for a time of day, 2024-05-15T12:00Z/2024-05-15T13:00Z for a window), true or false, or none where a value may be absent."));
    }

    private static BotConfiguration? Optional<T>(string text, Func<string, T?> read, Func<T?, BotConfiguration> set)
        where T : struct => text == "none" ? set(null) : read(text) is { } value ? set(value) : null;

    private static bool? Flag(string text) => bool.TryParse(text, out var value) ? value : null;

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static Ratio? Share(string text) => text.EndsWith('%')
        ? Number(text[..^1].TrimEnd()) is { } percent ? Ratio.Percent(percent) : null
        : Number(text) is { } fraction ? new Ratio(fraction) : null;

    private static TimeSpan? Minutes(string text) => Number(text) is { } value and >= 0m and <= 1_000_000m ? TimeSpan.FromMinutes((double)value) : null;

    private static T? Named<T>(string text)
        where T : struct, Enum => Enum.TryParse<T>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    // 13:30
    private static TimeSpan? TimeOfDay(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan() : null;

    // 2024-05-15T12:00Z/2024-05-15T13:00Z
    private static Blackout? Window(string text) => text.Split('/') is [var from, var to] && Moment(from) is { } first && Moment(to) is { } after ? new Blackout(first, after, "event") : null;

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    // 30%:33%,75%:33%
    private static ImmutableArray<ExitTier>? Tiers(string text) => Listed(text, static part =>
        part.Split(':') is [var gain, var share] && Share(gain) is { } above && Share(share) is { } sold ? (ExitTier?)new ExitTier(above, sold) : null);

    // 0:4%,30:2%,120:0%
    private static ImmutableArray<RoiStep>? Roi(string text) => Listed(text, static part =>
        part.Split(':') is [var after, var gain] && Minutes(after) is { } held && Share(gain) is { } above ? (RoiStep?)new RoiStep(held, above) : null);

    private static ImmutableArray<T>? Listed<T>(string text, Func<string, T?> read)
        where T : struct
    {
        if (text == "none") return [];
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var part in text.Split(','))
        {
            if (read(part.Trim()) is not { } value) return null;
            values.Add(value);
        }
        return values.ToImmutable();
    }
}
