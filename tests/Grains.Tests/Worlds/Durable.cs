using System.Collections.Concurrent;
using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Paper;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Grains.Recorded;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Memory;
using InvestBot.Storage.Outbox;

namespace InvestBot.Grains.Tests.Worlds;

/// <summary>What survives a process: storage, the paper venue's books, the market's position.</summary>
internal sealed class Durable : IDisposable
{
    internal MemoryStorage Storage { get; } = new();

    internal ConcurrentDictionary<AccountId, (byte[] Book, long Version)> Books { get; } = new();

    internal ConcurrentDictionary<AccountId, ImmutableList<VenueEvent>> Events { get; } = new();

    internal (int Run, DateTimeOffset Delivered)? Position { get; set; }

    public void Dispose() => Storage.Dispose();
}

internal sealed class FusedCommits(ICommitStore inner, Fuse fuse, Faults faults) : ICommitStore
{
    public Task<GrainRecord?> ReadAsync(string instance, GrainAddress grain, CancellationToken cancellationToken)
    {
        fuse.Check();
        return inner.ReadAsync(instance, grain, cancellationToken);
    }

    public Task<long> CommitAsync(string instance, GrainCommit commit)
    {
        if (fuse.IsBlown) throw new ProcessDiedException();
        return fuse.StepAsync(() => faults.CommitAsync(inner, instance, commit));
    }

    public IAsyncEnumerable<KeyValuePair<GrainAddress, GrainRecord>> ReadAllAsync(string instance, CancellationToken cancellationToken) => inner.ReadAllAsync(instance, cancellationToken);
}

internal sealed class FusedOutbox(IOutboxStore inner, Fuse fuse, Faults faults) : IOutboxStore
{
    public Task<IReadOnlyList<OutboxMessage>> ReadPendingAsync(string instance, CancellationToken cancellationToken)
    {
        fuse.Check();
        return inner.ReadPendingAsync(instance, cancellationToken);
    }

    public Task AcknowledgeAsync(string instance, IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        fuse.Step();
        return faults.AcknowledgementsAreLost ? Task.CompletedTask : inner.AcknowledgeAsync(instance, messages, cancellationToken);
    }

    public Task<long> CountAsync(string instance, CancellationToken cancellationToken) => inner.CountAsync(instance, cancellationToken);
}

internal sealed class FusedPaperBooks(Durable durable, Fuse fuse) : IPaperBooks
{
    public Task<(PaperBook Book, long Version)?> LoadAsync(AccountId account, CancellationToken cancellationToken)
    {
        fuse.Check();
        return Task.FromResult<(PaperBook, long)?>(durable.Books.TryGetValue(account, out var kept) ? (DomainJson.Read<PaperBook>(kept.Book), kept.Version) : null);
    }

    public Task<long> SaveAsync(PaperBook book, long expectedVersion, ImmutableArray<VenueEvent> events, CancellationToken cancellationToken)
    {
        fuse.Step();
        var account = book.Account.Id;
        var version = durable.Books.TryGetValue(account, out var kept) ? kept.Version : 0;
        if (version != expectedVersion) throw new InvalidOperationException($"The book of {account} is at {version}, not {expectedVersion}.");
        durable.Books[account] = (DomainJson.Bytes(book), version + 1);
        durable.Events[account] = durable.Events.GetValueOrDefault(account, []).AddRange(events);
        return Task.FromResult(version + 1);
    }

    public Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken)
    {
        fuse.Check();
        return Task.FromResult<IReadOnlyList<VenueMessage>>(
            [.. durable.Events.GetValueOrDefault(account, []).Select((said, i) => new VenueMessage(i + 1, said)).Where(message => message.Number > number)]);
    }
}

internal sealed class FusedRecords(Durable durable, Fuse fuse) : IMarketRecords
{
    /// <summary>Called with market time when a round is over and nothing of it is under way.</summary>
    internal Func<DateTimeOffset, Task> AfterRound { get; set; } = _ => Task.CompletedTask;

    public Task KeepAsync(string recording, Timeframe timeframe, IReadOnlyCollection<(InstrumentId Instrument, Bar Bar)> bars, CancellationToken cancellationToken)
    {
        fuse.Check();
        return Task.CompletedTask;
    }

    public Task<(int Run, DateTimeOffset Delivered)?> FindPositionAsync(string recording, CancellationToken cancellationToken) => Task.FromResult(durable.Position);

    public Task SavePositionAsync(string recording, int run, DateTimeOffset delivered, CancellationToken cancellationToken)
    {
        fuse.Step();
        durable.Position = (run, delivered);
        return AfterRound(delivered);
    }
}
