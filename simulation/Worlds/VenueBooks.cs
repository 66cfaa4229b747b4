using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Paper;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Simulation.Faults;

namespace InvestBot.Simulation.Worlds;

/// <summary>The venue's durable books, and what it said of each account in the order in which it is heard.</summary>
internal sealed class VenueBooks(World world) : IPaperBooks
{
    private readonly Dictionary<AccountId, Kept> _accounts = [];

    public Task<(PaperBook Book, long Version)?> LoadAsync(AccountId account, CancellationToken cancellationToken) =>
        Task.FromResult<(PaperBook, long)?>(_accounts.TryGetValue(account, out var kept) ? (DomainJson.Read<PaperBook>(kept.Book), kept.Version) : null);

    public Task<long> SaveAsync(PaperBook book, long expectedVersion, ImmutableArray<VenueEvent> events, CancellationToken cancellationToken)
    {
        if (world.Happens(FaultKind.VenueFailed)) return Task.FromException<long>(new IOException("The venue is down."));
        var account = book.Account.Id;
        var kept = _accounts.GetValueOrDefault(account) ?? new Kept([], 0, [], []);
        if (kept.Version != expectedVersion) return Task.FromException<long>(new InvalidOperationException($"The book of {account} is at {kept.Version}, not {expectedVersion}."));
        kept.Events.AddRange(events);
        _accounts[account] = kept with { Book = DomainJson.Bytes(book), Version = expectedVersion + 1 };
        world.Witness.VenueChanged(account, book.Account.Cash, events);
        return Task.FromResult(expectedVersion + 1);
    }

    public Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<VenueMessage>>([.. _accounts[account].Events.Skip((int)number).Select((said, i) => new VenueMessage(number + i + 1, said))]);

    /// <summary>Everything said so far, as it is heard: some of it twice, what happened at once in any order. Fills of one trade keep theirs.</summary>
    internal IReadOnlyList<VenueEvent> Said(AccountId account)
    {
        if (_accounts.GetValueOrDefault(account) is not { } kept) return [];
        if (kept.Taken < kept.Events.Count)
        {
            List<VenueEvent> news = kept.Events[kept.Taken..];
            kept.Taken = kept.Events.Count;
            if (news.Count > 1 && world.Happens(FaultKind.EventsReordered)) Shuffle(news);
            kept.Said.AddRange(news);
            if (world.Happens(FaultKind.EventRepeated)) kept.Said.Add(kept.Said[world.Delays.Whole(Math.Max(0, kept.Said.Count - 20), kept.Said.Count - 1)]);
        }
        return kept.Said;
    }

    private void Shuffle(List<VenueEvent> events)
    {
        for (var i = events.Count - 1; i > 0; i--)
        {
            var other = world.Delays.Whole(0, i);
            (events[i], events[other]) = (events[other], events[i]);
        }
        var fills = new Queue<VenueEvent.Filled>(events.OfType<VenueEvent.Filled>().OrderBy(filled => FillNumber(filled.Fill.Id)));
        for (var i = 0; i < events.Count; i++)
            if (events[i] is VenueEvent.Filled) events[i] = fills.Dequeue();
    }

    private static long FillNumber(FillId id) => long.Parse(id.Value[(id.Value.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Kept(byte[] Book, long Version, List<VenueEvent> Events, List<VenueEvent> Said)
    {
        // How much of the events has been said; grows only.
        private readonly int[] _taken = [0];

        internal int Taken
        {
            get => _taken[0];
            set => _taken[0] = value;
        }
    }
}
