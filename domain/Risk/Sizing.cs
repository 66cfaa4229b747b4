using System.Collections.Immutable;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Risk;

/// <summary>
/// Finds an entry's quantity and clips it. Monotone: more cash (and with it equity), volume or confidence never gives less, a
/// stop further away never more; never above any limit, never negative, always on the lot.
/// </summary>
internal static class Sizing
{
    private const decimal Most = 1_000_000_000_000_000_000m;

    /// <summary>
    /// What the sizing method gives, scaled down with drawdown (linearly, to half at the limit) and, where the settings weigh
    /// it, with the signal's confidence.
    /// </summary>
    internal static Quantity Requested(RiskSettings settings, EntryProposal proposal, RiskInputs seen)
    {
        if (proposal.WantedQuantity is { } wanted) return wanted.OnLot(proposal.Instrument.LotSize);
        var equity = Math.Max(0m, seen.Equity.Amount);
        var units = settings.Sizing switch
        {
            SizingMethod.FixedNotional => Units(settings.FixedNotional, proposal.Entry.Value),
            SizingMethod.RiskPerTrade => Units(equity * settings.RiskPerTrade.Value, (proposal.Entry - proposal.Stop).Value),
            SizingMethod.FractionalKelly => Units(equity * AtRisk(settings, seen.Edge).Value, (proposal.Entry - proposal.Stop).Value),
            _ => Units(equity * settings.PositionSize.Value, proposal.Entry.Value),
        };
        var fallen = settings.Drawdown.Value <= 0m ? 0m : Math.Min(1m, seen.Drawdown.Value / settings.Drawdown.Value);
        var unsure = settings.ConfidenceWeight.Value * (1m - Math.Clamp(proposal.Confidence.Value, 0m, 1m));
        return new Quantity(units * (1m - (fallen / 2m)) * (1m - unsure)).OnLot(proposal.Instrument.LotSize);
    }

    /// <summary>The share of equity that fractional Kelly risks in one trade.</summary>
    internal static Ratio AtRisk(RiskSettings settings, RealizedEdge edge) => edge.Count() < settings.KellyTrades
        ? settings.RiskPerTrade
        : new Ratio(Math.Min(settings.KellyCap.Value, settings.KellyFraction.Value * edge.Kelly().Value));

    /// <summary>The largest quantity that every limit allows, and which limits were smaller than what was requested.</summary>
    internal static (Quantity Quantity, ImmutableArray<RiskFinding> Clipped) Clip(RiskSettings settings, EntryProposal proposal, RiskInputs seen, Quantity requested)
    {
        var price = proposal.Entry.Value;
        var withCosts = price * (1m + Math.Max(0m, proposal.CostRate.Value));
        var keep = seen.Equity.Amount * settings.FreeCash.Value;
        (string Rule, string Words, decimal Units)[] limits =
        [
            ("position-notional", settings.PositionNotional is { } most ? new Money(most, proposal.Instrument.Quote).ToString() : "none", settings.PositionNotional is { } cap ? Units(cap, price) : decimal.MaxValue),
            ("free-cash", $"{settings.FreeCash} of equity stays in cash", Units(seen.FreeCash.Amount - keep, withCosts)),
            ("exposure", $"{settings.Exposure} of equity", Units((seen.Equity.Amount * settings.Exposure.Value) - seen.Exposure.Amount, price)),
            ("loss-per-trade", $"{settings.LossPerTrade} of equity", settings.LossPerTrade is { } loss
                ? Units(Math.Max(0m, seen.Equity.Amount) * loss.Value, (proposal.Entry - proposal.Stop).Value + (withCosts - price))
                : decimal.MaxValue),
            ("volume-share", $"{settings.VolumeShare} of the bar's volume", proposal.BarVolume.Value * settings.VolumeShare.Value),
        ];
        var quantity = requested;
        var clipped = ImmutableArray.CreateBuilder<RiskFinding>();
        foreach (var (rule, words, units) in limits)
        {
            if (units >= requested.Value) continue;
            var allowed = new Quantity(Math.Max(0m, units)).OnLot(proposal.Instrument.LotSize);
            quantity = Quantity.Min(quantity, allowed);
            clipped.Add(new RiskFinding(rule, words, $"{allowed} units", $"{requested} units were wanted, {allowed} are allowed by {rule}: {words}."));
        }
        return (quantity, clipped.ToImmutable());
    }

    // At most 1e18 units, so that no price, however small, overflows what is computed from them.
    private static decimal Units(decimal amount, decimal each) => amount / Most >= each ? Most : amount / each;
}
