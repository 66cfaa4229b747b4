using InvestBot.Domain.Identity;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Venues;

namespace InvestBot.Grains.Tests.Worlds;

/// <summary>The venue, and what happens just after somebody has asked for its books.</summary>
internal sealed class WatchedVenue(IExchange venue, Faults faults) : IExchange
{
    public Task SendAsync(AccountId account, VenueRequest request, DateTimeOffset at, CancellationToken cancellationToken) => venue.SendAsync(account, request, at, cancellationToken);

    public Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken) => venue.EventsAfterAsync(account, number, cancellationToken);

    public async Task<VenueSnapshot> SnapshotAsync(AccountId account, CancellationToken cancellationToken)
    {
        var snapshot = await venue.SnapshotAsync(account, cancellationToken);
        await faults.AfterSnapshot();
        return snapshot;
    }
}
