using InvestBot.Domain.Values;

namespace InvestBot.Domain.Markets;

/// <summary>The trading rules of one instrument.</summary>
/// <param name="Id">What and where.</param>
/// <param name="Quote">The currency of its prices.</param>
/// <param name="TickSize">The price step, above zero.</param>
/// <param name="LotSize">The quantity step, above zero.</param>
/// <param name="MinNotional">The smallest order value that the venue takes, zero or more, in <paramref name="Quote"/>.</param>
/// <param name="Calendar">When it trades.</param>
public sealed record Instrument(InstrumentId Id, Currency Quote, decimal TickSize, decimal LotSize, decimal MinNotional, TradingCalendar Calendar)
{
    /// <summary>What a quantity is worth at a price, exact.</summary>
    public Money Notional(Price price, Quantity quantity) => new(price.Value * quantity.Value, Quote);
}

/// <summary>When an instrument trades.</summary>
public enum TradingCalendar
{
    /// <summary>Always: a trading day is a UTC date.</summary>
    AlwaysOpen,

    /// <summary>New York Stock Exchange, regular session 09:30–16:00 New York time: a trading day is the session's date, which is also its UTC date.</summary>
    Nyse,
}
