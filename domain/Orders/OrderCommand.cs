using InvestBot.Domain.Identity;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Orders;

/// <summary>What an account's orders are asked to do, or told.</summary>
public abstract record OrderCommand
{
    private OrderCommand() { }

    /// <summary>Enter, protected. Repeating it with the same id changes nothing.</summary>
    public sealed record Enter(Bracket Bracket) : OrderCommand;

    /// <summary>Close a trade, or sell some of it, at market. A key, such as a tier, makes a partial exit happen once.</summary>
    public sealed record Exit(TradeId Trade, Quantity? Quantity, string Reason, string? Key = null) : OrderCommand;

    /// <summary>Move a trade's protective stop up. It never moves down: a lower one changes nothing.</summary>
    public sealed record MoveStop(TradeId Trade, Price Stop, string Reason) : OrderCommand;

    /// <summary>Cancel entries that are not filled.</summary>
    public sealed record CancelEntries(string Reason) : OrderCommand;

    /// <summary>Cancel everything and close every trade at market.</summary>
    public sealed record Flatten(string Reason) : OrderCommand;

    /// <summary>A bar closed: exits of whole trades that were asked for and that nothing carries out, say after a refusal, are tried again.</summary>
    public sealed record RetryExits : OrderCommand;

    /// <summary>The venue said something.</summary>
    public sealed record Heard(VenueEvent Event) : OrderCommand;
}

/// <summary>What happened to an account's orders; the journal's order records.</summary>
public abstract record OrderEvent
{
    private OrderEvent() { }

    /// <summary>An order was recorded.</summary>
    public sealed record Recorded(OrderIntent Intent, OrderStatus Status) : OrderEvent;

    /// <summary>An order's status changed.</summary>
    public sealed record Moved(ClientOrderId Order, OrderStatus Status, VenueOrderId? VenueId, string? Note, DateTimeOffset At) : OrderEvent;

    /// <summary>Another stop price was asked for.</summary>
    public sealed record StopAsked(ClientOrderId Order, Price Stop, string Reason, DateTimeOffset At) : OrderEvent;

    /// <summary>A stop's price changed.</summary>
    public sealed record StopMoved(ClientOrderId Order, Price Stop, DateTimeOffset At) : OrderEvent;

    /// <summary>An execution was booked.</summary>
    public sealed record Filled(Fill Fill, OrderStatus Status) : OrderEvent;

    /// <summary>An exit waits for the protective orders to be out of its way.</summary>
    public sealed record ExitAsked(TradeId Trade, Quantity? Quantity, string Reason, string? Key = null) : OrderEvent;

    /// <summary>The venue said something that cannot be: kept, and shown; nothing else changes.</summary>
    public sealed record Anomaly(ClientOrderId Order, string What, DateTimeOffset At) : OrderEvent;
}
