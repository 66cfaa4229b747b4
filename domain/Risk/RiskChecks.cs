using System.Collections.Immutable;
using System.Globalization;

namespace InvestBot.Domain.Risk;

/// <summary>The rules that an entry must pass before it is sized.</summary>
internal static class RiskChecks
{
    internal static ImmutableArray<RiskFinding> Failed(RiskState state, EntryProposal proposal, RiskSettings settings, RiskInputs seen)
    {
        var failed = ImmutableArray.CreateBuilder<RiskFinding>();
        void Check(bool passes, string rule, string limit, string value, string explanation)
        {
            if (!passes) failed.Add(new RiskFinding(rule, limit, value, explanation));
        }

        var instrument = proposal.Instrument.Id;
        var holds = state.Books.In(instrument) is not null || state.Reservations.Values.Any(kept => kept.Instrument == instrument);
        Check(proposal.Instrument.Quote == state.Books.Cash.Currency, "currency", state.Books.Cash.Currency.Code, proposal.Instrument.Quote.Code, $"{instrument.Symbol} costs {proposal.Instrument.Quote}, and there is only {state.Books.Cash.Currency}.");
        Check(state.Halt is null, state.Halt?.Rule ?? "", "active", "halted", $"Entries are halted: {state.Halt?.Explanation}");
        Check(!holds, "one-position", "1", "1", $"A position in {instrument.Symbol} is open already.");
        Check(seen.OpenPositions < settings.OpenPositions, "open-positions", Words(settings.OpenPositions), Words(seen.OpenPositions), $"{Words(seen.OpenPositions)} of {Words(settings.OpenPositions)} positions are taken.");
        Check(seen.TradesToday < settings.TradesPerDay, "trades-per-day", Words(settings.TradesPerDay), Words(seen.TradesToday), $"{Words(seen.TradesToday)} of today's {Words(settings.TradesPerDay)} entries are used.");
        Check(seen.DayReturn > -settings.DailyLoss, "daily-loss", settings.DailyLoss.ToString(), seen.DayReturn.ToString(), $"Today's change is {seen.DayReturn}; the limit is -{settings.DailyLoss}.");
        Check(seen.Drawdown < settings.Drawdown, "drawdown", settings.Drawdown.ToString(), seen.Drawdown.ToString(), $"Equity is {seen.Drawdown} below its highest; the limit is {settings.Drawdown}.");
        Check(seen.ConsecutiveLosses < settings.ConsecutiveLosses, "consecutive-losses", Words(settings.ConsecutiveLosses), Words(seen.ConsecutiveLosses), $"{Words(seen.ConsecutiveLosses)} trades in a row lost; the limit is {Words(settings.ConsecutiveLosses)}.");
        if (state.Cooldowns.TryGetValue(instrument, out var until))
            Check(proposal.Round >= until, "cooldown", settings.CooldownAfterLoss.ToString("c", CultureInfo.InvariantCulture), until.ToString("u", CultureInfo.InvariantCulture), $"{instrument.Symbol} lost a short while ago; it may be entered again at {until:u}.");
        Check(proposal.Stop < proposal.Entry, "stop-distance", "below the entry", proposal.Stop.ToString(), $"The stop {proposal.Stop} is not below the entry {proposal.Entry}.");
        if (proposal.Target is { } aim)
            Check(aim > proposal.Entry, "target-distance", "above the entry", aim.ToString(), $"The target {aim} is not above the entry {proposal.Entry}.");
        if (settings.RewardRisk is { } least && proposal.Target is { } target && proposal.Stop < proposal.Entry)
        {
            var cost = proposal.Entry.Value * proposal.CostRate.Value;
            var reward = ((target - proposal.Entry).Value - cost) / ((proposal.Entry - proposal.Stop).Value + cost);
            Check(reward >= least, "reward-risk", Words(least), Words(reward), $"Reward is {Words(reward)} times the risk after costs; at least {Words(least)} is asked.");
        }
        return failed.ToImmutable();
    }

    private static string Words(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
