using System.Collections.Immutable;
using InvestBot.Domain.Orders;

namespace InvestBot.Domain.Venues;

/// <summary>What the venue is to be asked, derived from what was decided.</summary>
public static class VenueRequests
{
    /// <summary>The requests that a batch of order events gives rise to, in order.</summary>
    public static ImmutableArray<VenueRequest> From(IReadOnlyList<OrderEvent> events)
    {
        var requests = ImmutableArray.CreateBuilder<VenueRequest>();
        foreach (var change in events)
        {
            VenueRequest? request = change switch
            {
                OrderEvent.Recorded { Intent.Purpose: OrderPurpose.Entry } entry => new VenueRequest.SubmitBracket(BracketOf(entry.Intent, events)),
                OrderEvent.Recorded { Intent.Purpose: OrderPurpose.Exit } exit => new VenueRequest.Submit(exit.Intent),
                OrderEvent.Moved { Status: OrderStatus.PendingCancel } cancel => new VenueRequest.Cancel(cancel.Order),
                OrderEvent.StopAsked asked => new VenueRequest.MoveStop(asked.Order, asked.Stop, asked.Reason),
                _ => null,
            };
            if (request is not null) requests.Add(request);
        }
        return requests.ToImmutable();
    }

    private static Bracket BracketOf(OrderIntent entry, IReadOnlyList<OrderEvent> events)
    {
        var legs = events.OfType<OrderEvent.Recorded>().Where(recorded => recorded.Intent.Trade == entry.Trade).Select(recorded => recorded.Intent).ToList();
        return new Bracket(entry, legs.Single(leg => leg.Purpose == OrderPurpose.ProtectiveStop), legs.SingleOrDefault(leg => leg.Purpose == OrderPurpose.Target));
    }
}
