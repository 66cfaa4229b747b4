using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Trades;

/// <summary>Figures of closed trades, all after costs unless they say otherwise; grows by one trade at a time.</summary>
/// <remarks>A win gained more than zero after all costs, a loss lost more than zero; a trade that came out at exactly zero is neither.</remarks>
/// <param name="Total">Of all trades.</param>
/// <param name="ByInstrument">Of each instrument, by its id's text.</param>
public sealed record TradeStatistics(TradeFigures Total, ImmutableSortedDictionary<string, TradeFigures> ByInstrument)
{
    /// <summary>No trade yet.</summary>
    /// <param name="currency">The instance's.</param>
    public static TradeStatistics None(Currency currency) =>
        new(TradeFigures.None(currency), ImmutableSortedDictionary<string, TradeFigures>.Empty.WithComparers(StringComparer.Ordinal));

    /// <summary>The figures with one more trade; trades come in the order in which they closed.</summary>
    public TradeStatistics Add(ClosedTrade trade)
    {
        var instrument = trade.Instrument.ToString();
        var figures = ByInstrument.GetValueOrDefault(instrument) ?? TradeFigures.None(trade.ProfitAndLoss.Currency);
        return new TradeStatistics(Total.Add(trade), ByInstrument.SetItem(instrument, figures.Add(trade)));
    }

    /// <summary>The figures of one instrument.</summary>
    public TradeFigures Of(InstrumentId instrument) => ByInstrument.GetValueOrDefault(instrument.ToString()) ?? TradeFigures.None(Total.Net.Currency);
}
