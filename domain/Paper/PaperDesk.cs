using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Paper;

/// <summary>Takes requests at the paper venue. Every request may come twice.</summary>
public static class PaperDesk
{
    private const int Remembered = 128;

    /// <summary>The books after a request, and what the venue says to it.</summary>
    /// <param name="account">The books.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="now">Market time.</param>
    public static (PaperAccount Account, ImmutableArray<VenueEvent> Events) Take(PaperAccount account, VenueRequest request, DateTimeOffset now) => request switch
    {
        VenueRequest.SubmitBracket bracket => Submit(account, bracket.Bracket.Entry, bracket.Bracket.Orders.Skip(1), now),
        VenueRequest.Submit submit => Submit(account, submit.Intent, [], now),
        VenueRequest.Cancel cancel => Cancel(account, cancel.Order, "canceled as asked", now),
        VenueRequest.MoveStop move => MoveStop(account, move, now),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Removes an order; its remembered id keeps it from being taken again.</summary>
    internal static PaperAccount End(PaperAccount account, ClientOrderId id)
    {
        var ended = account.Ended.Enqueue(id);
        if (ended.Count() > Remembered) ended = ended.Dequeue();
        return account with { Orders = account.Orders.Remove(id), Ended = ended };
    }

    /// <summary>The venue's own name of an order.</summary>
    internal static VenueOrderId NameOf(PaperAccount account, ClientOrderId id) => new(string.Create(CultureInfo.InvariantCulture, $"paper-{account.Id}-{id}"));

    private static (PaperAccount, ImmutableArray<VenueEvent>) Submit(PaperAccount account, OrderIntent intent, IEnumerable<OrderIntent> legs, DateTimeOffset now)
    {
        var accepted = new VenueEvent.Accepted(intent.Id, NameOf(account, intent.Id), now);
        if (account.Orders.ContainsKey(intent.Id)) return (account, [accepted]);
        if (account.Ended.Contains(intent.Id)) return (account, []);
        if (intent.Quantity.IsZero) return Reject(account, intent.Id, "the quantity is zero", now);
        var held = account.Trades.GetValueOrDefault(intent.Trade.Value).Quantity;
        if (intent.Side == Side.Sell && held.IsZero) return Reject(account, intent.Id, "nothing is held to sell", now);
        var orders = account.Orders.SetItem(intent.Id, new PaperOrder(intent, Quantity.Zero, intent.Stop, true, false, intent.Reason));
        foreach (var leg in legs) orders = orders.SetItem(leg.Id, new PaperOrder(leg, Quantity.Zero, leg.Stop, false, false, leg.Reason));
        return (account with { Orders = orders }, [accepted]);
    }

    // Remembered as ended: the same order sent again, when it could be taken, would otherwise work here and nowhere else.
    private static (PaperAccount, ImmutableArray<VenueEvent>) Reject(PaperAccount account, ClientOrderId id, string reason, DateTimeOffset now) =>
        (End(account, id), [new VenueEvent.Rejected(id, reason, now)]);

    private static (PaperAccount, ImmutableArray<VenueEvent>) Cancel(PaperAccount account, ClientOrderId id, string reason, DateTimeOffset now)
    {
        if (!account.Orders.TryGetValue(id, out var order)) return (account, [new VenueEvent.Canceled(id, "not working at the venue", now)]);
        account = End(account, id);
        var events = ImmutableArray.CreateBuilder<VenueEvent>();
        events.Add(new VenueEvent.Canceled(id, reason, now));
        // An entry that never filled takes its sleeping legs with it.
        if (order.Intent.Purpose == OrderPurpose.Entry && !account.Trades.ContainsKey(order.Intent.Trade.Value))
        {
            foreach (var leg in account.Orders.Values.Where(other => other.Intent.Trade == order.Intent.Trade).Select(other => other.Intent.Id).ToList())
            {
                account = End(account, leg);
                events.Add(new VenueEvent.Canceled(leg, "its entry was canceled", now));
            }
        }
        return (account, events.ToImmutable());
    }

    private static (PaperAccount, ImmutableArray<VenueEvent>) MoveStop(PaperAccount account, VenueRequest.MoveStop move, DateTimeOffset at)
    {
        if (!account.Orders.TryGetValue(move.Order, out var order) || order.Triggered)
            return (account, [new VenueEvent.ReplaceRejected(move.Order, "not working at the venue", at)]);
        // A protective stop only moves up: an earlier move sent again is answered with where the stop is.
        if (order.Stop is { } now && move.Stop <= now) return (account, [new VenueEvent.Replaced(move.Order, now, at)]);
        order = order with { Stop = move.Stop, Reason = move.Reason };
        return (account with { Orders = account.Orders.SetItem(move.Order, order) }, [new VenueEvent.Replaced(move.Order, move.Stop, at)]);
    }
}
