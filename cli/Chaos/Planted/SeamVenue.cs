using InvestBot.Domain.Identity;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Venues;

namespace InvestBot.Cli.Chaos.Planted;

/// <summary>The venue, with a seam behind the first entry that it takes: nobody here has heard of that yet.</summary>
internal sealed class SeamVenue(IExchange venue, Seam? seam) : IExchange
{
    public async Task SendAsync(AccountId account, VenueRequest request, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await venue.SendAsync(account, request, at, cancellationToken);
        if (request is VenueRequest.SubmitBracket) seam?.Reach();
    }

    public Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken) => venue.EventsAfterAsync(account, number, cancellationToken);

    public Task<VenueSnapshot> SnapshotAsync(AccountId account, CancellationToken cancellationToken) => venue.SnapshotAsync(account, cancellationToken);
}
