using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;
using InvestBot.Feeds.Csv;

namespace InvestBot.Feeds.Recordings;

/// <summary>Tick, lot and least order value of an instrument: as stated, else as its bars and its market suggest.</summary>
/// <remarks>
/// Shares: tick 0.01 from one dollar on, 0.0001 below (SEC rule 612), lot 1, least value 1. Crypto: tick and lot are the
/// decimals seen in prices and volumes (at most 8 for the lot), least value 5 quote units, Binance's general minimum.
/// </remarks>
internal static class TradingRules
{
    internal static Instrument Of(
        InstrumentId id, Currency quote, TradingCalendar calendar, BarColumns bars, InstrumentSettings? stated)
    {
        var equity = calendar == TradingCalendar.Nyse;
        var lastClose = bars.Prices[(bars.Count * 4) - 1] / (decimal)Powers.OfTen(bars.Prices.Decimals);
        var tick = stated?.Tick ?? (equity ? lastClose < 1m ? 0.0001m : 0.01m : Step(bars.Prices.Decimals));
        var lot = stated?.Lot ?? (equity ? 1m : Step(Math.Min(bars.Volumes.Decimals, 8)));
        var least = stated?.MinNotional ?? (equity ? 1m : 5m);
        if (tick <= 0m || lot <= 0m || least < 0m)
            throw new RecordingException($"{RecordingSettings.FileName}: {id} needs a tick and a lot above zero and a least order value of zero or more.");
        return new Instrument(id, quote, tick, lot, least, calendar);
    }

    private static decimal Step(int decimals) => new(1, 0, 0, false, (byte)decimals);
}
