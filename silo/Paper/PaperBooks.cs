using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Paper;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Storage.Paper;
using PaperBook = InvestBot.Exchanges.Paper.PaperBook;

namespace InvestBot.Silo.Paper;

/// <summary>The paper venue's books in the control database.</summary>
internal sealed class PaperBooks(PaperBookStore store) : IPaperBooks
{
    private const int Page = 500;

    public async Task<(PaperBook Book, long Version)?> LoadAsync(AccountId account, CancellationToken cancellationToken) =>
        await store.LoadAsync(account.Value, cancellationToken) is { } kept ? (DomainJson.Read<PaperBook>(kept.Data), kept.Version) : null;

    public Task<long> SaveAsync(PaperBook book, long expectedVersion, ImmutableArray<VenueEvent> events, CancellationToken cancellationToken) =>
        store.SaveAsync(
            book.Account.Id.Value, expectedVersion, DomainJson.Bytes(book),
            [.. events.Select(said => new PaperEvent(0, said.At, KindOf(said), DomainJson.Bytes(said)))], cancellationToken);

    public async Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken) =>
        [.. (await store.ReadEventsAsync(account.Value, number, Page, cancellationToken)).Select(kept => new VenueMessage(kept.Sequence, DomainJson.Read<VenueEvent>(kept.Data)))];

    private static string KindOf(VenueEvent said) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(said.GetType().Name);
}
