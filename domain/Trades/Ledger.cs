using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Trades;

/// <summary>The books of one instance: cash, open trades, and what was realised. Everything follows from the fills.</summary>
/// <param name="Start">Cash at the start.</param>
/// <param name="Cash">Cash now.</param>
/// <param name="Open">Trades that are not flat, by id.</param>
/// <param name="Realized">Profit of all closed trades, after fees.</param>
/// <param name="Fees">All commissions.</param>
/// <param name="Fills">How many fills were booked.</param>
/// <param name="Closed">How many trades were closed.</param>
public sealed record Ledger(
    Money Start,
    Money Cash,
    ImmutableSortedDictionary<string, OpenTrade> Open,
    Money Realized,
    Money Fees,
    long Fills,
    long Closed)
{
    /// <summary>Fresh books.</summary>
    public static Ledger Opened(Money cash) =>
        new(cash, cash, ImmutableSortedDictionary<string, OpenTrade>.Empty.WithComparers(StringComparer.Ordinal), Money.Zero(cash.Currency), Money.Zero(cash.Currency), 0, 0);

    /// <summary>The open trade in an instrument, if any.</summary>
    public OpenTrade? In(InstrumentId instrument)
    {
        if (Open.IsEmpty) return null;
        foreach (var (_, trade) in Open)
            if (trade.Instrument == instrument) return trade;
        return null;
    }

    /// <summary>Cash and holdings at the given prices; a holding without a price counts at its entry.</summary>
    public Money Equity(Func<InstrumentId, Price?> mark)
    {
        if (Open.IsEmpty) return Cash;
        var sum = Cash.Amount;
        foreach (var (_, trade) in Open) sum += trade.Held.Value * (mark(trade.Instrument) ?? trade.EntryPrice).Value;
        return new Money(sum, Cash.Currency);
    }

    /// <summary>Books a fill.</summary>
    /// <param name="fill">Not booked before: who calls knows the ids.</param>
    /// <returns>The books after it, and the trade that it closed, if it did.</returns>
    public (Ledger Books, ClosedTrade? Closed) Book(Fill fill)
    {
        var trade = Open.GetValueOrDefault(fill.Trade.Value) ?? Fresh(fill);
        var value = new Money(fill.Price.Value * fill.Quantity.Value, Cash.Currency);
        trade = trade with
        {
            Fees = trade.Fees + fill.Commission,
            Slippage = trade.Slippage + fill.Slippage,
            Highest = Price.Max(trade.Highest, fill.Price),
            Lowest = Price.Min(trade.Lowest, fill.Price),
        };
        trade = fill.Side == Side.Buy
            ? trade with { Bought = trade.Bought + fill.Quantity, Cost = trade.Cost + value }
            : trade with { Sold = trade.Sold + fill.Quantity, Proceeds = trade.Proceeds + value };
        var books = this with { Cash = Cash + fill.CashFlow, Fees = Fees + fill.Commission, Fills = Fills + 1 };
        if (trade.Bought > trade.Sold) return (books with { Open = Open.SetItem(fill.Trade.Value, trade) }, null);
        var closed = Close(trade, fill);
        return (books with { Open = Open.Remove(fill.Trade.Value), Realized = Realized + closed.ProfitAndLoss, Closed = Closed + 1 }, closed);
    }

    /// <summary>Notes the prices that an instrument reached, for MAE and MFE.</summary>
    public Ledger Mark(InstrumentId instrument, Price high, Price low)
    {
        if (Open.IsEmpty) return this;
        var books = this;
        foreach (var (id, trade) in Open)
        {
            if (trade.Instrument != instrument || (high <= trade.Highest && low >= trade.Lowest)) continue;
            books = books with { Open = books.Open.SetItem(id, trade with { Highest = Price.Max(trade.Highest, high), Lowest = Price.Min(trade.Lowest, low) }) };
        }
        return books;
    }

    private OpenTrade Fresh(Fill fill)
    {
        var zero = Money.Zero(Cash.Currency);
        return new OpenTrade(fill.Trade, fill.Instrument, Quantity.Zero, zero, Quantity.Zero, zero, zero, zero, fill.At, fill.Reason, fill.Price, fill.Price);
    }

    private static ClosedTrade Close(OpenTrade trade, Fill last)
    {
        // A sale without a purchase (the venue sold more than it bought) closes at its own price.
        var entry = trade.Bought.IsZero ? last.Price : trade.EntryPrice;
        var exit = trade.Sold.IsZero ? last.Price : new Price(trade.Proceeds.Amount / trade.Sold.Value);
        return new ClosedTrade(
            trade.Id, trade.Instrument, trade.Bought, entry, exit, trade.Cost, trade.Fees, trade.Slippage,
            trade.Proceeds - trade.Cost - trade.Fees, trade.OpenedAt, last.At, trade.EntryReason, last.Reason,
            new Ratio(Math.Min(0m, (trade.Lowest.Value / entry.Value) - 1m)),
            new Ratio(Math.Max(0m, (trade.Highest.Value / entry.Value) - 1m)));
    }
}
