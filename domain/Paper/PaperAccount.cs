using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Paper;

/// <summary>The paper venue's own books of one account, kept apart from those of the instance that trades with it.</summary>
/// <param name="Id">Which; part of its fill ids.</param>
/// <param name="Cash">Cash.</param>
/// <param name="Orders">Orders that may still fill, by our id.</param>
/// <param name="Trades">What is held, by trade.</param>
/// <param name="Ended">Ids of orders that ended, newest last, so that sending one again is known for what it is.</param>
/// <param name="Sequence">Numbers orders and fills.</param>
public sealed record PaperAccount(
    AccountId Id,
    Money Cash,
    ImmutableSortedDictionary<ClientOrderId, PaperOrder> Orders,
    ImmutableSortedDictionary<string, PaperHolding> Trades,
    ImmutableQueue<ClientOrderId> Ended,
    long Sequence)
{
    /// <summary>A fresh account.</summary>
    public static PaperAccount Open(AccountId id, Money cash) => new(
        id, cash, ImmutableSortedDictionary<ClientOrderId, PaperOrder>.Empty,
        ImmutableSortedDictionary<string, PaperHolding>.Empty.WithComparers(StringComparer.Ordinal), ImmutableQueue<ClientOrderId>.Empty, 0);

    /// <summary>True when the order was ever taken, as far back as is remembered.</summary>
    public bool Knows(ClientOrderId id) => Orders.ContainsKey(id) || Ended.Contains(id);
}

/// <summary>An order at the paper venue.</summary>
/// <param name="Intent">As sent.</param>
/// <param name="Filled">Units filled.</param>
/// <param name="Stop">The stop price in force, for a stop.</param>
/// <param name="Working">False for a leg whose entry has not filled.</param>
/// <param name="Triggered">True once a stop was touched: the rest of it is at market.</param>
/// <param name="Reason">What its fills say.</param>
public sealed record PaperOrder(OrderIntent Intent, Quantity Filled, Price? Stop, bool Working, bool Triggered, string Reason)
{
    /// <summary>True when it fills at the next price there is.</summary>
    public bool AtMarket => Intent.Type == OrderType.Market || Triggered;

    /// <summary>True when a bar may fill it: most bars fill nothing.</summary>
    internal bool IsTouchedBy(in Markets.Bar bar)
    {
        if (!Working) return false;
        if (AtMarket) return true;
        if (Intent.Type == OrderType.Stop) return Stop is { } stop && bar.Low <= stop;
        return Intent.Limit is { } limit && (Intent.Side == Side.Sell ? bar.High >= limit : bar.Low <= limit);
    }
}

/// <summary>What an account holds for one trade.</summary>
/// <param name="Instrument">What.</param>
/// <param name="Quantity">Units.</param>
public readonly record struct PaperHolding(Markets.InstrumentId Instrument, Quantity Quantity);
