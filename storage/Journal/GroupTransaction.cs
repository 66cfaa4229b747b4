using InvestBot.Storage.Commits;
using InvestBot.Storage.Connections;
using InvestBot.Storage.Instances;
using Npgsql;

namespace InvestBot.Storage.Journal;

/// <summary>One transaction for a group of grains, in two round trips: lock and look, then write and commit.</summary>
internal sealed class GroupTransaction(InstanceDatabase database, TimeProvider time)
{
    private const string LockHead = "select sequence, hash, outbox from head for update";

    private const string ReadVersions = "select grain, version from grain_state where grain = any($1)";

    /// <summary>The journal's last sequence after the last group that was written.</summary>
    internal long LastSequence { get; private set; }

    /// <summary>Writes the members whose version is the stored one; the others conflict, each with what it should have known.</summary>
    internal async Task<(IReadOnlyList<SealedCommit> Accepted, IReadOnlyList<(SealedCommit Member, CommitConflictException Conflict)> Conflicting)> RunAsync(IReadOnlyList<SealedCommit> group)
    {
        (Lease lease, Head head, Dictionary<byte[], long> versions) = await BeginAsync(group);
        await using (lease)
        {
            (List<SealedCommit> accepted, List<SealedCommit> conflicting) = Divide(group, versions);
            GroupWrite write = new(head, time.GetUtcNow().UtcDateTime, database.Keys);
            try
            {
                await using NpgsqlBatch batch = accepted.Count == 0
                    ? new NpgsqlBatch(lease.Connection) { BatchCommands = { new NpgsqlBatchCommand("rollback") } }
                    : write.Build(lease.Connection, accepted);
                await batch.ExecuteNonQueryAsync();
            }
            catch (PostgresException exception) when (exception.InvariantSeverity == "ERROR")
            {
                lease.Discard();
                throw new CommitRefusedException($"The database refused to commit: {exception.MessageText}", exception);
            }
            catch (Exception exception)
            {
                lease.Discard();
                await lease.DisposeAsync();
                await SettleAsync();
                throw new CommitUnknownException(exception);
            }

            LastSequence = head.Sequence + accepted.Sum(member => member.Commit.Events.Count);
            return (accepted, [.. conflicting.Select(member => (member, new CommitConflictException(member.Commit.ExpectedVersion, versions.GetValueOrDefault(member.Grain))))]);
        }
    }

    /// <summary>A kept connection may have died since; nothing was asked of the server yet, so a second one may try.</summary>
    private async Task<(Lease Lease, Head Head, Dictionary<byte[], long> Versions)> BeginAsync(IReadOnlyList<SealedCommit> group)
    {
        try
        {
            return await LockAsync(group);
        }
        catch (NpgsqlException exception) when (exception is not PostgresException { InvariantSeverity: "ERROR" })
        {
            await database.CloseIdleAsync();
        }
        catch (PostgresException exception)
        {
            throw new CommitRefusedException($"The database refused to start a commit: {exception.MessageText}", exception);
        }

        try
        {
            return await LockAsync(group);
        }
        catch (Exception exception)
        {
            throw new CommitRefusedException($"The database of '{database.Name}' cannot be reached: {exception.Message}", exception);
        }
    }

    private async Task<(Lease Lease, Head Head, Dictionary<byte[], long> Versions)> LockAsync(IReadOnlyList<SealedCommit> group)
    {
        Lease lease = await database.RentAsync(CancellationToken.None);
        try
        {
            await using NpgsqlBatch batch = new(lease.Connection);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("begin"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(LockHead));
            NpgsqlBatchCommand read = new(ReadVersions);
            read.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. group.Select(member => member.Grain)] });
            batch.BatchCommands.Add(read);
            await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync();
            await reader.ReadAsync();
            Head head = new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2));
            await reader.NextResultAsync();
            Dictionary<byte[], long> versions = new(ByteKeys.Instance);
            while (await reader.ReadAsync())
                versions[reader.GetFieldValue<byte[]>(0)] = reader.GetInt64(1);
            return (lease, head, versions);
        }
        catch
        {
            lease.Discard();
            await lease.DisposeAsync();
            throw;
        }
    }

    private static (List<SealedCommit> Accepted, List<SealedCommit> Conflicting) Divide(
        IReadOnlyList<SealedCommit> group,
        Dictionary<byte[], long> versions)
    {
        List<SealedCommit> accepted = new(group.Count);
        List<SealedCommit> conflicting = [];
        foreach (SealedCommit member in group)
        {
            bool current = versions.GetValueOrDefault(member.Grain) == member.Commit.ExpectedVersion;
            (current ? accepted : conflicting).Add(member);
            if (current)
                versions[member.Grain] = member.NewVersion;
        }

        return (accepted, conflicting);
    }

    /// <summary>Waits for the lost transaction to end, so that whoever rereads sees what became of it.</summary>
    private async Task SettleAsync()
    {
#pragma warning disable CA1031 // The server may be gone: then the reread fails too, and the grain says so.
        try
        {
            await using Lease lease = await database.RentAsync(CancellationToken.None);
            await using NpgsqlCommand command = new(LockHead, lease.Connection);
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception)
        {
            await database.CloseIdleAsync();
        }
#pragma warning restore CA1031
    }
}
