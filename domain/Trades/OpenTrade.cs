using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Trades;

/// <summary>A trade that is not flat yet: what was bought and sold for it so far.</summary>
/// <param name="Id">Which.</param>
/// <param name="Instrument">What.</param>
/// <param name="Bought">Units bought.</param>
/// <param name="Cost">Sum of price × quantity of the buys.</param>
/// <param name="Sold">Units sold.</param>
/// <param name="Proceeds">Sum of price × quantity of the sells.</param>
/// <param name="Fees">Commissions so far, zero or more.</param>
/// <param name="Slippage">What spread and slippage cost so far.</param>
/// <param name="OpenedAt">Market time of the first fill.</param>
/// <param name="EntryReason">Why it was entered.</param>
/// <param name="Highest">Highest price since the entry.</param>
/// <param name="Lowest">Lowest price since the entry.</param>
public sealed record OpenTrade(
    TradeId Id,
    InstrumentId Instrument,
    Quantity Bought,
    Money Cost,
    Quantity Sold,
    Money Proceeds,
    Money Fees,
    Money Slippage,
    DateTimeOffset OpenedAt,
    string EntryReason,
    Price Highest,
    Price Lowest)
{
    /// <summary>Units held.</summary>
    public Quantity Held => Bought - Sold;

    /// <summary>Mean buying price, before fees.</summary>
    public Price EntryPrice => new(Cost.Amount / Bought.Value);

    /// <summary>What would be gained by closing at <paramref name="mark"/>, after the fees paid so far; realised parts included.</summary>
    public Money ProfitAt(Price mark) => Proceeds + new Money(Held.Value * mark.Value, Cost.Currency) - Cost - Fees;
}

/// <summary>A trade from entry to flat, after all costs.</summary>
/// <param name="Id">Which.</param>
/// <param name="Instrument">What.</param>
/// <param name="Quantity">Units bought.</param>
/// <param name="EntryPrice">Mean buying price.</param>
/// <param name="ExitPrice">Mean selling price.</param>
/// <param name="Cost">What the buys cost, before fees.</param>
/// <param name="Fees">Commissions.</param>
/// <param name="Slippage">What spread and slippage cost; contained in the prices.</param>
/// <param name="ProfitAndLoss">Proceeds − cost − fees.</param>
/// <param name="OpenedAt">Market time of the first fill.</param>
/// <param name="ClosedAt">Market time of the last fill.</param>
/// <param name="EntryReason">Why it was entered.</param>
/// <param name="ExitReason">Why it was closed: the last fill's reason.</param>
/// <param name="AdverseExcursion">MAE: the lowest price seen, as a fraction of the entry; zero or less.</param>
/// <param name="FavorableExcursion">MFE: the highest price seen, as a fraction of the entry; zero or more.</param>
public sealed record ClosedTrade(
    TradeId Id,
    InstrumentId Instrument,
    Quantity Quantity,
    Price EntryPrice,
    Price ExitPrice,
    Money Cost,
    Money Fees,
    Money Slippage,
    Money ProfitAndLoss,
    DateTimeOffset OpenedAt,
    DateTimeOffset ClosedAt,
    string EntryReason,
    string ExitReason,
    Ratio AdverseExcursion,
    Ratio FavorableExcursion)
{
    /// <summary>Profit after all costs as a fraction of what the buys cost.</summary>
    public Ratio Return => new(Cost.Amount == 0m ? 0m : ProfitAndLoss.Amount / Cost.Amount);

    /// <summary>How long it lasted, market time.</summary>
    public TimeSpan Holding => ClosedAt - OpenedAt;
}
