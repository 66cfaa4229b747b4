using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Journal;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Outbox;
using InvestBot.Storage.Rows;
using Microsoft.Extensions.Logging.Abstractions;

namespace InvestBot.Storage.Memory;

/// <summary>
/// The storage of the simulation: same semantics as PostgreSQL (versions, journal with its chain, outbox, rows), passing the
/// same conformance suite; every call completes before it returns, so that a seed decides the whole run. Keeps nothing
/// beyond the process. An instance comes into being with its first use.
/// </summary>
public sealed class MemoryStorage : ICommitStore, IOutboxStore, IRowReader, IJournalReader, IDisposable
{
    private readonly ConcurrentDictionary<string, MemoryInstance> _instances = new(StringComparer.Ordinal);
    private readonly DataKeyRing _keys = new([new DataKey(DataKey.IndexId, new byte[MasterKey.Size]), new DataKey(1, new byte[MasterKey.Size])]);

    /// <summary>Where the outbox dispatcher subscribes.</summary>
    public OutboxAnnouncer Announcer { get; } = new(NullLogger.Instance);

    /// <inheritdoc/>
    public Task<GrainRecord?> ReadAsync(string instance, GrainAddress grain, CancellationToken cancellationToken) =>
        With(instance, tables => tables.States.GetValueOrDefault(grain));

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeyValuePair<GrainAddress, GrainRecord>> ReadAllAsync(
        string instance,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (KeyValuePair<GrainAddress, GrainRecord> state in await With(instance, tables => tables.States.ToArray()))
            yield return state;
    }

    /// <inheritdoc/>
    public async Task<long> CommitAsync(string instance, GrainCommit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        long version;
        try
        {
            version = await With(instance, tables => tables.Commit(commit));
        }
        catch (CommitConflictException)
        {
            Announcer.AnnounceUncertain(instance);
            throw;
        }

        Announcer.Announce(instance, commit.Outbox);
        return version;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxMessage>> ReadPendingAsync(string instance, CancellationToken cancellationToken) =>
        With<IReadOnlyList<OutboxMessage>>(instance, tables => [.. tables.Outbox]);

    /// <inheritdoc/>
    public Task AcknowledgeAsync(string instance, IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        HashSet<(string, long)> delivered = [.. messages.Select(message => (message.Source, message.Sequence))];
        return With(instance, tables => tables.Outbox.RemoveAll(message => delivered.Contains((message.Source, message.Sequence))));
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(string instance, CancellationToken cancellationToken) =>
        With<long>(instance, tables => tables.Outbox.Count);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredRow>> PageAsync(string instance, RowQuery query, CancellationToken cancellationToken) =>
        With<IReadOnlyList<StoredRow>>(instance, tables => [.. MemoryPages.Page(tables.Rows[query.Table].Values, query)]);

    /// <inheritdoc/>
    public Task<long> CountAsync(string instance, RowQuery query, CancellationToken cancellationToken) =>
        With<long>(instance, tables => MemoryPages.Matching(tables.Rows[query.Table].Values, query).LongCount());

    /// <inheritdoc/>
    public Task<StoredRow?> FindAsync(string instance, RowTable table, string id, CancellationToken cancellationToken) =>
        With(instance, tables => tables.Rows[table].GetValueOrDefault(id));

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalRecord>> PageAsync(string instance, JournalQuery query, CancellationToken cancellationToken) =>
        With<IReadOnlyList<JournalRecord>>(instance, tables => [.. MemoryPages.Page(tables.Journal.Select(entry => entry.Record), query)]);

    /// <inheritdoc/>
    public Task<long> LastSequenceAsync(string instance, CancellationToken cancellationToken) =>
        With<long>(instance, tables => tables.Journal.Count);

    /// <inheritdoc/>
    public Task<ChainReport> VerifyAsync(string instance, CancellationToken cancellationToken) =>
        With(instance, tables => tables.Verify());

    /// <summary>As <see cref="VerifyAsync"/>, but looks only at the records that were written since this was asked last: cheap after each commit.</summary>
    public Task<ChainReport> VerifyNewAsync(string instance) => With(instance, tables => tables.VerifyNew());

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (MemoryInstance tables in _instances.Values)
            tables.Dispose();
        _keys.Dispose();
    }

    private Task<T> With<T>(string instance, Func<MemoryInstance, T> use)
    {
        MemoryInstance tables = _instances.GetOrAdd(instance, _ => new MemoryInstance(_keys));
        try
        {
            lock (tables.Gate)
                return Task.FromResult(use(tables));
        }
        catch (CommitConflictException conflict)
        {
            return Task.FromException<T>(conflict);
        }
    }
}
