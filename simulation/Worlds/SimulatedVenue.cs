using InvestBot.Domain.Identity;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Paper;
using InvestBot.Exchanges.Venues;
using InvestBot.Simulation.Faults;

namespace InvestBot.Simulation.Worlds;

/// <summary>The way to the venue and back: requests time out before or after they take effect, and what the venue says comes as it likes.</summary>
internal sealed class SimulatedVenue(IPaperVenue paper, World world) : IExchange
{
    private const int Page = 200;

    public async Task SendAsync(AccountId account, VenueRequest request, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (world.Happens(FaultKind.VenueSlow)) await world.Delay(5, 2_000);
        if (world.Happens(FaultKind.VenueTimeoutBefore)) throw new TimeoutException("The venue did not answer.");
        await paper.SendAsync(account, request, at, CancellationToken.None);
        world.Witness.Sent(account, request, at);
        if (world.Happens(FaultKind.VenueTimeoutAfter)) throw new TimeoutException("The venue did not answer.");
    }

    public Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken)
    {
        if (world.Happens(FaultKind.VenueUnread)) return Task.FromException<IReadOnlyList<VenueMessage>>(new IOException("The venue did not answer."));
        return Task.FromResult<IReadOnlyList<VenueMessage>>([.. world.Venue.Said(account).Skip((int)number).Take(Page).Select((said, i) => new VenueMessage(number + i + 1, said))]);
    }

    public async Task<VenueSnapshot> SnapshotAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (world.Happens(FaultKind.VenueUnread)) throw new IOException("The venue did not answer.");
        var snapshot = await paper.SnapshotAsync(account, cancellationToken);
        return snapshot with { LastEvent = world.Venue.Said(account).Count };
    }
}
