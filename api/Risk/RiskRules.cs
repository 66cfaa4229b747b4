using System.Globalization;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;

namespace InvestBot.Api.Risk;

/// <summary>How much of each limit is used.</summary>
internal static class RiskRules
{
    internal static IReadOnlyList<RuleUse> Of(RiskState state, RiskSettings settings, RiskInputs seen)
    {
        var equity = seen.Equity.Amount;
        var exposure = equity <= 0m ? Ratio.Zero : new Ratio(seen.Exposure.Amount / equity);
        var invested = equity <= 0m ? Ratio.Zero : new Ratio(Math.Max(0m, 1m - (seen.FreeCash.Amount / equity)));
        return
        [
            Share("daily-loss", settings.DailyLoss, new Ratio(Math.Max(0m, -seen.DayReturn.Value))),
            Share("drawdown", settings.Drawdown, seen.Drawdown),
            Count("consecutive-losses", settings.ConsecutiveLosses, seen.ConsecutiveLosses),
            Count("trades-per-day", settings.TradesPerDay, seen.TradesToday),
            Count("open-positions", settings.OpenPositions, seen.OpenPositions),
            Share("exposure", settings.Exposure, exposure),
            Share("free-cash", new Ratio(1m - settings.FreeCash.Value), invested),
            .. Cooldowns(state),
        ];
    }

    private static RuleUse Share(string rule, Ratio limit, Ratio value) =>
        new(rule, Words(limit), Words(value), Used(value.Value, limit.Value), limit.Value > 0m && value >= limit);

    private static RuleUse Count(string rule, int limit, int value) =>
        new(rule, limit.ToString(CultureInfo.InvariantCulture), value.ToString(CultureInfo.InvariantCulture), Used(value, limit), value >= limit);

    private static IEnumerable<RuleUse> Cooldowns(RiskState state) => state.Cooldowns
        .OrderBy(cooldown => cooldown.Key)
        .Select(cooldown => new RuleUse("cooldown", $"{cooldown.Key.Symbol} until {cooldown.Value:u}", "waiting", 1, true));

    private static double Used(decimal value, decimal limit) => limit <= 0m ? 1 : (double)Math.Clamp(value / limit, 0m, 1m);

    private static string Words(Ratio ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio.Value * 100m:0.##} %");
}
