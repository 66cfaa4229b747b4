using InvestBot.Domain.Identity;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Venues;

namespace InvestBot.Cli.Chaos.Planted;

/// <summary>
/// The venue, saying every fill twice, as venues do that can't tell whether they were heard. Its event n is number 2n here, and the
/// repetition of a fill 2n + 1: whoever asks again, in this life of the server or the next, is told the same.
/// </summary>
/// <param name="venue">What says everything once.</param>
/// <param name="unrecognized">Whether the repetition goes by another id: to those who hear it, as if ids of fills were not looked at.</param>
internal sealed class RepeatingVenue(IExchange venue, bool unrecognized) : IExchange
{
    private const int Numbers = 2;

    public Task SendAsync(AccountId account, VenueRequest request, DateTimeOffset at, CancellationToken cancellationToken) => venue.SendAsync(account, request, at, cancellationToken);

    public async Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken) =>
        // The repetition of the last event that was heard may be due.
        [.. (await venue.EventsAfterAsync(account, Math.Max(0, (number - 1) / Numbers), cancellationToken)).SelectMany(Told).Where(told => told.Number > number)];

    public async Task<VenueSnapshot> SnapshotAsync(AccountId account, CancellationToken cancellationToken)
    {
        var snapshot = await venue.SnapshotAsync(account, cancellationToken);
        if (snapshot.LastEvent == 0) return snapshot;
        var last = (await venue.EventsAfterAsync(account, snapshot.LastEvent - 1, cancellationToken))[0];
        return snapshot with { LastEvent = Told(last).Last().Number };
    }

    private IEnumerable<VenueMessage> Told(VenueMessage said)
    {
        yield return said with { Number = said.Number * Numbers };
        if (said.Event is VenueEvent.Filled filled) yield return new VenueMessage((said.Number * Numbers) + 1, unrecognized ? Renamed(filled) : filled);
    }

    private static VenueEvent.Filled Renamed(VenueEvent.Filled filled) => filled with { Fill = filled.Fill with { Id = new FillId($"{filled.Fill.Id}-again") } };
}
