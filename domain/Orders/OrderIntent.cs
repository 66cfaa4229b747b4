using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Orders;

/// <summary>An order as decided: recorded before anything is sent, and never changed.</summary>
/// <param name="Id">Deterministic; see <see cref="ClientOrderIds"/>.</param>
/// <param name="Trade">The trade that it opens, protects or closes.</param>
/// <param name="Instrument">What.</param>
/// <param name="Side">Direction.</param>
/// <param name="Type">How it finds its price.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Quantity">Units, above zero, on the lot; for a bracket's leg, the entry's quantity (the venue clips it to what is held).</param>
/// <param name="Limit">For <see cref="OrderType.Limit"/>.</param>
/// <param name="Stop">For <see cref="OrderType.Stop"/>.</param>
/// <param name="TimeInForce">How long it works.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="DecidedAt">Market time.</param>
public sealed record OrderIntent(
    ClientOrderId Id,
    TradeId Trade,
    InstrumentId Instrument,
    Side Side,
    OrderType Type,
    OrderPurpose Purpose,
    Quantity Quantity,
    Price? Limit,
    Price? Stop,
    TimeInForce TimeInForce,
    string Reason,
    DateTimeOffset DecidedAt);

/// <summary>An entry with the orders that protect it; the legs sleep until the entry fills, and one ends the other.</summary>
/// <param name="Entry">Opens the trade.</param>
/// <param name="Stop">Its protective stop.</param>
/// <param name="Target">Its target; <c>null</c> when profits are taken otherwise.</param>
public sealed record Bracket(OrderIntent Entry, OrderIntent Stop, OrderIntent? Target)
{
    /// <summary>The entry and its legs.</summary>
    public IEnumerable<OrderIntent> Orders => Target is null ? [Entry, Stop] : [Entry, Stop, Target];

    /// <summary>A bracket around a market entry.</summary>
    /// <param name="id">The entry's id; it names the trade.</param>
    /// <param name="instrument">What is bought.</param>
    /// <param name="quantity">Units, on the lot.</param>
    /// <param name="stop">Protective stop, below the market.</param>
    /// <param name="target">Target, above the market, or none.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">Market time.</param>
    public static Bracket Long(ClientOrderId id, InstrumentId instrument, Quantity quantity, Price stop, Price? target, string reason, DateTimeOffset at)
    {
        var trade = new TradeId(id.Value);
        var entry = new OrderIntent(id, trade, instrument, Side.Buy, OrderType.Market, OrderPurpose.Entry, quantity, null, null, TimeInForce.GoodTillCanceled, reason, at);
        var stopLeg = entry with { Id = ClientOrderIds.Stop(trade), Side = Side.Sell, Type = OrderType.Stop, Purpose = OrderPurpose.ProtectiveStop, Stop = stop, Reason = "protective stop" };
        var targetLeg = target is null ? null : entry with { Id = ClientOrderIds.Target(trade), Side = Side.Sell, Type = OrderType.Limit, Purpose = OrderPurpose.Target, Limit = target, Reason = "target" };
        return new Bracket(entry, stopLeg, targetLeg);
    }
}
