using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Paper;

/// <summary>
/// Fills orders from bars. Within a bar: what is at market fills at the open; then stops, before targets, because a bar does
/// not tell which was touched first; a gap through a level fills at the open. All fills of an account share a part of the volume.
/// </summary>
public static class PaperMatching
{
    /// <summary>Matches an account's orders in one instrument against a bar.</summary>
    /// <param name="account">The books.</param>
    /// <param name="instrument">The bar's instrument.</param>
    /// <param name="bar">A closed bar.</param>
    /// <param name="timeframe">Its length.</param>
    /// <param name="settings">Costs.</param>
    public static (PaperAccount Account, ImmutableArray<VenueEvent> Events) OnBar(PaperAccount account, Instrument instrument, in Bar bar, Timeframe timeframe, PaperSettings settings)
    {
        if (!Touches(account, instrument.Id, in bar)) return (account, []);
        var match = new PaperMatch(account, instrument, bar, timeframe, settings);
        foreach (var order in Of(account, instrument.Id).Where(order => order.AtMarket)) match.AtOpen(order.Intent.Id);
        foreach (var order in Of(match.Account, instrument.Id).Where(order => order.Intent.Type == OrderType.Stop && !order.Triggered)) match.Stop(order.Intent.Id);
        foreach (var order in Of(match.Account, instrument.Id).Where(order => order.Intent.Type == OrderType.Limit)) match.Limit(order.Intent.Id);
        return match.Done();
    }

    /// <summary>Fills what waits at market at the last close: the market is over and no other price comes.</summary>
    public static (PaperAccount Account, ImmutableArray<VenueEvent> Events) AtLastClose(PaperAccount account, Instrument instrument, in Bar last, Timeframe timeframe, PaperSettings settings)
    {
        var close = new Bar(last.CloseTime(timeframe), last.Close, last.Close, last.Close, last.Close, new Quantity(decimal.MaxValue / 1_000_000_000m));
        if (!Touches(account, instrument.Id, in close)) return (account, []);
        // Nothing arrives too late for the last price there is.
        var match = new PaperMatch(account, instrument, close, timeframe, settings with { VolumeShare = Ratio.One, Latency = TimeSpan.Zero });
        foreach (var order in Of(account, instrument.Id).Where(order => order.AtMarket)) match.AtOpen(order.Intent.Id);
        return match.Done();
    }

    /// <summary>
    /// Fills what waits at market at the close of the bar on which it was decided, within its volume: the assumption of backtests that
    /// count a fill at the price that the decision saw. No venue gives it; nothing arrives late, and nothing drifts.
    /// </summary>
    public static (PaperAccount Account, ImmutableArray<VenueEvent> Events) AtSameClose(PaperAccount account, Instrument instrument, in Bar bar, Timeframe timeframe, PaperSettings settings)
    {
        var close = new Bar(bar.CloseTime(timeframe), bar.Close, bar.Close, bar.Close, bar.Close, bar.Volume);
        if (!Touches(account, instrument.Id, in close)) return (account, []);
        var match = new PaperMatch(account, instrument, close, timeframe, settings with { Latency = TimeSpan.Zero });
        foreach (var order in Of(account, instrument.Id).Where(order => order.AtMarket)) match.AtOpen(order.Intent.Id);
        return match.Done();
    }

    private static bool Touches(PaperAccount account, InstrumentId instrument, in Bar bar)
    {
        if (account.Orders.IsEmpty) return false;
        foreach (var (_, order) in account.Orders)
            if (order.Intent.Instrument == instrument && order.IsTouchedBy(in bar)) return true;
        return false;
    }

    private static List<PaperOrder> Of(PaperAccount account, InstrumentId instrument) =>
        [.. account.Orders.Values.Where(order => order.Intent.Instrument == instrument && order.Working)];
}
