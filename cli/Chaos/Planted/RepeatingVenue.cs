using InvestBot.Domain.Identity;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Venues;

namespace InvestBot.Cli.Chaos.Planted;

/// <summary>Tells everything twice, the second time under another number, and fills under another id: as if ids of fills were not looked at.</summary>
internal sealed class RepeatingVenue(IExchange venue) : IExchange
{
    public Task SendAsync(AccountId account, VenueRequest request, DateTimeOffset at, CancellationToken cancellationToken) => venue.SendAsync(account, request, at, cancellationToken);

    public async Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken) =>
        [.. (await venue.EventsAfterAsync(account, number / 2, cancellationToken)).SelectMany(Twice).Where(message => message.Number > number)];

    public async Task<VenueSnapshot> SnapshotAsync(AccountId account, CancellationToken cancellationToken)
    {
        var snapshot = await venue.SnapshotAsync(account, cancellationToken);
        return snapshot with { LastEvent = snapshot.LastEvent * 2 };
    }

    private static IEnumerable<VenueMessage> Twice(VenueMessage message) =>
    [
        message with { Number = (message.Number * 2) - 1 },
        new VenueMessage(message.Number * 2, message.Event is VenueEvent.Filled filled ? filled with { Fill = filled.Fill with { Id = new FillId($"{filled.Fill.Id}-again") } } : message.Event),
    ];
}
