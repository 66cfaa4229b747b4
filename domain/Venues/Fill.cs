using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Venues;

/// <summary>One execution, as the venue reported it.</summary>
/// <param name="Id">Unique within the account.</param>
/// <param name="Order">Our order.</param>
/// <param name="Trade">Its trade.</param>
/// <param name="Instrument">What.</param>
/// <param name="Side">Direction.</param>
/// <param name="Purpose">What the order was for.</param>
/// <param name="Quantity">Units, above zero.</param>
/// <param name="Price">Price per unit.</param>
/// <param name="Commission">Cost, zero or more, in the quote currency.</param>
/// <param name="Reference">The price before spread and slippage: what they cost is the difference.</param>
/// <param name="At">Market time.</param>
/// <param name="Reason">The order's reason.</param>
public sealed record Fill(
    FillId Id,
    ClientOrderId Order,
    TradeId Trade,
    InstrumentId Instrument,
    Side Side,
    OrderPurpose Purpose,
    Quantity Quantity,
    Price Price,
    Money Commission,
    Price Reference,
    DateTimeOffset At,
    string Reason)
{
    /// <summary>What the account's cash changes by: negative for a buy.</summary>
    public Money CashFlow => Side == Side.Buy
        ? new Money(-(Price.Value * Quantity.Value) - Commission.Amount, Commission.Currency)
        : new Money((Price.Value * Quantity.Value) - Commission.Amount, Commission.Currency);

    /// <summary>What spread and slippage cost, zero or more unless the venue improved the price.</summary>
    public Money Slippage => new((Side == Side.Buy ? (Price - Reference).Value : (Reference - Price).Value) * Quantity.Value, Commission.Currency);
}
