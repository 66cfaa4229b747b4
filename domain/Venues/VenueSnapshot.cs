using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Venues;

/// <summary>A venue account's own books at one moment.</summary>
/// <param name="Account">Which.</param>
/// <param name="Cash">Cash.</param>
/// <param name="Holdings">Units by instrument, without zeros.</param>
/// <param name="Working">Orders that may still fill, with what is filled of each.</param>
/// <param name="LastEvent">The last numbered event that these books contain.</param>
public sealed record VenueSnapshot(
    AccountId Account,
    Money Cash,
    ImmutableSortedDictionary<InstrumentId, Quantity> Holdings,
    ImmutableSortedDictionary<ClientOrderId, Quantity> Working,
    long LastEvent);
