using System.Globalization;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;

namespace InvestBot.Api.Positions;

/// <summary>One open trade at the last price; a holding without a price yet counts at its entry.</summary>
internal sealed record PositionView(
    string TradeId, string Instrument, string Symbol, decimal Quantity, decimal EntryPrice, DateTimeOffset EntryAt, decimal LastPrice, decimal? Stop, decimal? Target,
    decimal UnrealizedPnl, double UnrealizedPercent, decimal Highest, int TiersDone, string ExitPlan)
{
    internal static PositionView Of(OpenTrade trade, Price? mark, ExitState? exits)
    {
        var last = mark ?? trade.EntryPrice;
        var profit = trade.ProfitAt(last);
        return new PositionView(
            trade.Id.ToString(), trade.Instrument.ToString(), trade.Instrument.Symbol, trade.Held.Value, trade.EntryPrice.Value, trade.OpenedAt, last.Value, exits?.Stop.Value, exits?.Plan.Target?.Value,
            profit.Amount, trade.Cost.Amount == 0m ? 0 : (double)(profit.Amount / trade.Cost.Amount), (exits?.Highest ?? trade.Highest).Value, exits?.TiersDone ?? 0, Words(exits));
    }

    private static string Words(ExitState? exits)
    {
        if (exits is null) return "No exit plan is known yet.";
        if (exits.Closing is { } closing) return $"Closing: {closing}.";
        List<string> parts = [$"stop {exits.Stop}"];
        if (exits.Plan.Target is { } target) parts.Add($"target {target}");
        parts.AddRange(exits.Plan.Tiers.Skip(exits.TiersDone).Select(tier => $"sell {tier.Share} at +{tier.Gain}"));
        if (exits.Plan.Breakeven) parts.Add("stop to the entry after the first tier");
        if (exits.Plan.Trailing is { } trail) parts.Add($"trail {trail} below the high");
        if (exits.Plan.Holding is { } longest) parts.Add(string.Create(CultureInfo.InvariantCulture, $"out after {longest.TotalMinutes:0} min"));
        return string.Join(", ", parts);
    }
}
