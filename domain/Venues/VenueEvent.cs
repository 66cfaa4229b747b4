using InvestBot.Domain.Identity;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Venues;

/// <summary>What a venue says of one order. The same event may come twice, late or out of order; applying it twice changes nothing.</summary>
/// <param name="Order">Our order.</param>
/// <param name="At">Market time.</param>
public abstract record VenueEvent(ClientOrderId Order, DateTimeOffset At)
{
    /// <summary>The venue works the order.</summary>
    public sealed record Accepted(ClientOrderId Order, VenueOrderId VenueId, DateTimeOffset At) : VenueEvent(Order, At);

    /// <summary>The venue refused the order.</summary>
    public sealed record Rejected(ClientOrderId Order, string Reason, DateTimeOffset At) : VenueEvent(Order, At);

    /// <summary>Some or all of it was executed.</summary>
    public sealed record Filled(ClientOrderId Order, Fill Fill, DateTimeOffset At) : VenueEvent(Order, At);

    /// <summary>It ended without (further) execution.</summary>
    public sealed record Canceled(ClientOrderId Order, string Reason, DateTimeOffset At) : VenueEvent(Order, At);

    /// <summary>It ended by time.</summary>
    public sealed record Expired(ClientOrderId Order, DateTimeOffset At) : VenueEvent(Order, At);

    /// <summary>Its stop price is now another.</summary>
    public sealed record Replaced(ClientOrderId Order, Price Stop, DateTimeOffset At) : VenueEvent(Order, At);

    /// <summary>A change was refused; the order is as it was.</summary>
    public sealed record ReplaceRejected(ClientOrderId Order, string Reason, DateTimeOffset At) : VenueEvent(Order, At);
}

/// <summary>What we ask of a venue. Sending it twice is harmless: orders carry our id.</summary>
public abstract record VenueRequest
{
    private VenueRequest() { }

    /// <summary>Work an entry with its protection.</summary>
    public sealed record SubmitBracket(Orders.Bracket Bracket) : VenueRequest;

    /// <summary>Work an exit.</summary>
    public sealed record Submit(Orders.OrderIntent Intent) : VenueRequest;

    /// <summary>End an order.</summary>
    public sealed record Cancel(ClientOrderId Order) : VenueRequest;

    /// <summary>Move a protective stop up; it never moves down.</summary>
    public sealed record MoveStop(ClientOrderId Order, Price Stop, string Reason) : VenueRequest;
}
