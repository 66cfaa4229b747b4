using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Bots;

/// <summary>Checks every range of a configuration. What only the strategies know (ids, parameters) their catalog checks.</summary>
public static class BotValidation
{
    /// <summary>What is wrong; nothing when it can be used.</summary>
    public static ImmutableArray<ConfigurationError> Validate(BotConfiguration configuration)
    {
        var errors = ImmutableArray.CreateBuilder<ConfigurationError>();
        var check = new Checks(errors);
        Instance(configuration, check);
        Filters(configuration.Filters, check);
        Learning(configuration.Learning, check);
        Exits(configuration.Exits, check);
        var flat = configuration.Exits.FlatBeforeClose;
        check.That(flat is not { } before || (before >= configuration.Timeframe.Length && before <= TimeSpan.FromHours(3)), "exits.flatBeforeClose", flat, "Use the length of a bar at least, so that the last bar still fills it, and at most 3 hours; or leave it out.");
        Risk(configuration.Risk, check);
        Paper(configuration.Paper, check);
        return errors.ToImmutable();
    }

    private static void Instance(BotConfiguration bot, Checks check)
    {
        check.That(!string.IsNullOrEmpty(bot.Id.ToString()), "id", bot.Id, "Give the instance a name of lower-case letters, digits and hyphens.");
        check.That(!string.IsNullOrWhiteSpace(bot.Recording), "recording", bot.Recording, "Name the recorded market that it trades.");
        check.That(bot.Timeframe.Minutes > 0, "timeframe", bot.Timeframe, "Write the length of a bar, such as 1m or 5m.");
        check.That(bot.Universe is { IsDefault: false, Length: >= 1 and <= 1296 }, "universe", bot.Universe.IsDefault ? 0 : bot.Universe.Length, "List 1 to 1,296 instruments.");
        check.That(bot.Universe.IsDefault || bot.Universe.Distinct().Count() == bot.Universe.Length, "universe", "twice the same", "List every instrument once.");
        check.That(bot.Capital.Amount is > 0m and <= 1_000_000_000m, "capital", bot.Capital, "Start with more than 0 and at most 1,000,000,000.");
        check.That(Enum.IsDefined(bot.Mode), "mode", bot.Mode, "Choose manual, semiAutomatic or automatic.");
        check.That(bot.ApprovalExpiry >= TimeSpan.FromSeconds(1) && bot.ApprovalExpiry <= TimeSpan.FromDays(1), "approvalExpiry", bot.ApprovalExpiry, "Let proposals wait 1 second to 1 day.");
    }

    private static void Filters(FilterSettings filters, Checks check)
    {
        check.That(filters.RelativeStrengthBars is >= 1 and <= 10_000, "filters.relativeStrengthBars", filters.RelativeStrengthBars, "Use 1 to 10,000 bars.");
        check.That(filters.Leaders is >= 0 and <= 1296, "filters.leaders", filters.Leaders, "Use 0, for all, to 1,296.");
        check.That(filters.Confidence is >= 0 and <= 1, "filters.confidence", filters.Confidence, "Use 0 to 1.");
        check.That(!filters.Regimes.IsDefault && filters.Regimes.All(regime => Enum.IsDefined(regime) && regime != Regime.Unknown), "filters.regimes", filters.Regimes.IsDefault ? "none given" : string.Join(',', filters.Regimes), "List some of range, trendUp, trendDown, highVolatility and quiet, or none for any.");
        check.That(filters.LeastTurnover is not { } turnover || turnover > 0m, "filters.leastTurnover", filters.LeastTurnover, "Use an amount above 0, or leave it out.");
        check.That(filters.MostSpread is not { } spread || spread.Value is > 0m and <= 1m, "filters.mostSpread", filters.MostSpread, "Use above 0 % and at most 100 %, or leave it out.");
        check.That(IsTimeOfDay(filters.EntriesFrom), "filters.entriesFrom", filters.EntriesFrom, "Write a time of day, such as 13:30.");
        check.That(IsTimeOfDay(filters.EntriesTo), "filters.entriesTo", filters.EntriesTo, "Write a time of day, such as 20:00.");
        check.That(filters.HoursIn is not { } zone || Enum.IsDefined(zone), "filters.hoursIn", filters.HoursIn, "Choose utc or newYork, or leave it out.");
        check.That(!filters.Blackouts.IsDefault && filters.Blackouts.All(blackout => blackout.From < blackout.To), "filters.blackouts", filters.Blackouts.IsDefault ? "none given" : "ends before it begins", "Let every blackout end after it begins.");
        check.That(filters.ConfirmedWithin is >= 1 and <= 1_000, "filters.confirmedWithin", filters.ConfirmedWithin, "Use 1 to 1,000 bars.");
        check.That(filters.Safety is not { } safety || safety is { Liquidity: >= 0m, Holders: >= 0, TopHolders.Value: > 0m and <= 1m, LiquidityHeld.Value: >= 0m and <= 1m } && safety.Age >= TimeSpan.Zero && safety.Fresh > TimeSpan.Zero,
            "filters.safety", filters.Safety, "Use amounts and times of 0 or more, shares of 0 % to 100 %, and facts that count for some time.");
    }

    private static void Learning(LearningSettings learning, Checks check)
    {
        check.That(learning.Rate is > 0 and <= 0.5, "learning.rate", learning.Rate, "Use above 0 and at most 0.5.");
        check.That(learning.Floor is > 0 and <= 1, "learning.floor", learning.Floor, "Use above 0 and at most 1.");
        check.That(learning.Bound is >= 0 and <= 0.9, "learning.bound", learning.Bound, "Use 0 to 0.9.");
        check.That(learning.PriorStrength is > 0 and <= 100_000, "learning.priorStrength", learning.PriorStrength, "Use above 0 and at most 100,000 outcomes.");
        check.That(learning.HorizonBars is >= 1 and <= 100_000, "learning.horizonBars", learning.HorizonBars, "Use 1 to 100,000 bars.");
        check.That(learning.ShadowOutcomes is >= 30 and <= 100_000, "learning.shadowOutcomes", learning.ShadowOutcomes, "Use 30 to 100,000 outcomes: fewer say nothing.");
        var models = learning.Models;
        check.That(models.Versions.Select(model => model.Number).Distinct().Count() == models.Versions.Length, "learning.models.versions", "twice the same number", "Give every version a number of its own.");
        check.That(models.InForce is null || models.Find(models.InForce) is not null, "learning.models.inForce", models.InForce, "Name a version that is there, or leave it out.");
        check.That(models.Shadow is null || (models.Find(models.Shadow) is not null && models.Shadow != models.InForce), "learning.models.shadow", models.Shadow, "Name a version that is there and not in force, or leave it out.");
    }

    private static bool IsTimeOfDay(TimeSpan? time) => time is not { } given || (given >= TimeSpan.Zero && given < TimeSpan.FromDays(1));

    private static void Exits(ExitSettings exits, Checks check)
    {
        check.Within(exits.Stop, "exits.stop", 0m, 1m, "Put the stop above 0 % and below 100 % under the entry.");
        check.That(exits.Target is not { } target || target.Value is > 0m and <= 100m, "exits.target", exits.Target, "Put the target above 0 % and at most 10,000 % over the entry.");
        check.That(exits.RewardMultiple is not { } multiple || multiple is > 0m and <= 100m, "exits.rewardMultiple", exits.RewardMultiple, "Use above 0 and at most 100.");
        check.Within(exits.Trailing, "exits.trailing", 0m, 1m, "Trail above 0 % and below 100 % under the highest price.");
        check.That(exits.MaximumHolding is not { } longest || longest > TimeSpan.Zero, "exits.maximumHolding", exits.MaximumHolding, "Hold for more than no time, or leave it out.");
        Roi(exits, check);
        check.That(!exits.Tiers.IsDefault, "exits.tiers", "none given", "Give a list, empty for no tiers.");
        if (exits.Tiers.IsDefault) return;
        for (var i = 0; i < exits.Tiers.Length; i++)
        {
            var tier = exits.Tiers[i];
            check.That(tier.Gain.Value > (i == 0 ? 0m : exits.Tiers[i - 1].Gain.Value), $"exits.tiers[{i}].gain", tier.Gain, "Let the gains rise, the first above 0 %.");
            check.That(tier.Share.Value is > 0m and < 1m, $"exits.tiers[{i}].share", tier.Share, "Sell above 0 % and below 100 % of the entry.");
        }
        check.That(exits.Tiers.Sum(tier => tier.Share.Value) < 1m, "exits.tiers", exits.Tiers.Sum(tier => tier.Share.Value), "Let the shares sum to less than 100 %: the rest is left to stop and trail.");
    }

    private static void Roi(ExitSettings exits, Checks check)
    {
        check.That(!exits.Roi.IsDefault, "exits.roi", "none given", "Give a list, empty for no falling target.");
        if (exits.Roi.IsDefault) return;
        for (var i = 0; i < exits.Roi.Length; i++)
        {
            var (step, before) = (exits.Roi[i], i == 0 ? (RoiStep?)null : exits.Roi[i - 1]);
            check.That(step.After >= TimeSpan.Zero && (before is not { } earlier || step.After > earlier.After), $"exits.roi[{i}].after", step.After, "Let the times rise, the first from 0 on.");
            check.That(step.Gain.Value is >= 0m and <= 100m && (before is not { } higher || step.Gain < higher.Gain), $"exits.roi[{i}].gain", step.Gain, "Let the gains fall, from at most 10,000 % to no less than 0 %.");
        }
    }

    private static void Risk(RiskSettings risk, Checks check)
    {
        check.That(Enum.IsDefined(risk.Sizing), "risk.sizing", risk.Sizing, "Choose percentOfEquity, fixedNotional, riskPerTrade or fractionalKelly.");
        check.That(risk.PositionSize.Value is > 0m and <= 1m, "risk.positionSize", risk.PositionSize, "Use above 0 % and at most 100 % of equity.");
        check.That(risk.FixedNotional > 0m, "risk.fixedNotional", risk.FixedNotional, "Use an amount above 0.");
        check.That(risk.RiskPerTrade.Value is > 0m and <= 0.05m, "risk.riskPerTrade", risk.RiskPerTrade, "Use above 0 % and at most 5 % of equity.");
        check.That(risk.KellyFraction.Value is > 0m and <= 1m, "risk.kellyFraction", risk.KellyFraction, "Use above 0 % and at most 100 % of what Kelly's formula gives.");
        check.That(risk.KellyCap.Value is > 0m and <= 0.05m, "risk.kellyCap", risk.KellyCap, "Use above 0 % and at most 5 % of equity.");
        check.That(risk.KellyTrades is >= 30 and <= 100_000, "risk.kellyTrades", risk.KellyTrades, "Use 30 to 100,000 trades: fewer say nothing.");
        check.That(risk.ConfidenceWeight.Value is >= 0m and <= 1m, "risk.confidenceWeight", risk.ConfidenceWeight, "Use 0 % to 100 %.");
        check.That(risk.LossPerTrade is not { } loss || loss.Value is > 0m and <= 1m, "risk.lossPerTrade", risk.LossPerTrade, "Use above 0 % and at most 100 % of equity, or leave it out.");
        check.That(risk.TradesPerDay is >= 1 and <= 100_000, "risk.tradesPerDay", risk.TradesPerDay, "Use 1 to 100,000.");
        check.That(risk.OpenPositions is >= 1 and <= 1296, "risk.openPositions", risk.OpenPositions, "Use 1 to 1,296.");
        check.That(risk.PositionNotional is not { } most || most > 0m, "risk.positionNotional", risk.PositionNotional, "Use an amount above 0, or leave it out.");
        check.That(risk.Exposure.Value is > 0m and <= 1m, "risk.exposure", risk.Exposure, "Use above 0 % and at most 100 % of equity.");
        check.That(risk.FreeCash.Value is >= 0m and < 1m, "risk.freeCash", risk.FreeCash, "Use 0 % to below 100 % of equity.");
        check.That(risk.VolumeShare.Value is > 0m and <= 1m, "risk.volumeShare", risk.VolumeShare, "Use above 0 % and at most 100 % of the bar's volume.");
        check.That(risk.DailyLoss.Value is > 0m and <= 1m, "risk.dailyLoss", risk.DailyLoss, "Use above 0 % and at most 100 %.");
        check.That(risk.Drawdown.Value is > 0m and <= 1m, "risk.drawdown", risk.Drawdown, "Use above 0 % and at most 100 %.");
        check.That(risk.ConsecutiveLosses is >= 1 and <= 10_000, "risk.consecutiveLosses", risk.ConsecutiveLosses, "Use 1 to 10,000.");
        check.That(risk.CooldownAfterLoss >= TimeSpan.Zero && risk.CooldownAfterLoss <= TimeSpan.FromDays(30), "risk.cooldownAfterLoss", risk.CooldownAfterLoss, "Use no time to 30 days.");
        check.That(risk.RewardRisk is not { } least || least is > 0m and <= 100m, "risk.rewardRisk", risk.RewardRisk, "Use above 0 and at most 100, or leave it out.");
    }

    private static void Paper(PaperSettings paper, Checks check)
    {
        check.That(paper.Commission.Value is >= 0m and < 0.1m, "paper.commission", paper.Commission, "Use 0 % to below 10 %.");
        check.That(paper.CommissionPerUnit >= 0m, "paper.commissionPerUnit", paper.CommissionPerUnit, "Use 0 or more.");
        check.That(paper.LeastCommission >= 0m, "paper.leastCommission", paper.LeastCommission, "Use 0 or more.");
        check.That(paper.CommissionPerOrder >= 0m, "paper.commissionPerOrder", paper.CommissionPerOrder, "Use 0 or more.");
        check.That(paper.Impact.Value is >= 0m and <= 1m, "paper.impact", paper.Impact, "Use 0 % to 100 %.");
        check.That(paper.Spread.Value is >= 0m and < 0.1m, "paper.spread", paper.Spread, "Use 0 % to below 10 %.");
        check.That(paper.Slippage.Value is >= 0m and < 0.1m, "paper.slippage", paper.Slippage, "Use 0 % to below 10 %.");
        check.That(paper.Latency >= TimeSpan.Zero && paper.Latency <= TimeSpan.FromSeconds(59), "paper.latency", paper.Latency, "Use no time to 59 seconds: an order must arrive within the next bar.");
        check.That(paper.VolumeShare.Value is > 0m and <= 1m, "paper.volumeShare", paper.VolumeShare, "Use above 0 % and at most 100 %.");
    }

    private sealed class Checks(ImmutableArray<ConfigurationError>.Builder errors)
    {
        internal void That(bool holds, string field, object? value, string remedy)
        {
            if (!holds) errors.Add(new ConfigurationError(field, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", remedy));
        }

        internal void Within(Ratio? ratio, string field, decimal above, decimal below, string remedy) =>
            That(ratio is not { } given || (given.Value > above && given.Value < below), field, ratio, remedy);
    }
}
