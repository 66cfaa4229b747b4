using InvestBot.Storage.Commits;
using InvestBot.Storage.Connections;
using InvestBot.Storage.Instances;
using Npgsql;

namespace InvestBot.Storage.Journal;

/// <summary>
/// One transaction for a group of grains, as a rule in one round trip: written as if the head and the versions still were what the last
/// group left, and refused by the database as a whole when they are not. Then, and at first, it looks before it writes.
/// </summary>
internal sealed class GroupTransaction(InstanceDatabase database, TimeProvider time)
{
    private const int MostLooks = 5;

    private const string ReadHead = "select sequence, hash, outbox from head";

    private const string LockHead = ReadHead + " for update";

    private const string ReadVersions = "select grain, version from grain_state where grain = any($1)";

    private Head? _head;

    /// <summary>The journal's last sequence after the last group that was written.</summary>
    internal long LastSequence { get; private set; }

    /// <summary>Writes the members whose version is the stored one; the others conflict, each with what it should have known.</summary>
    internal async Task<(IReadOnlyList<SealedCommit> Accepted, IReadOnlyList<(SealedCommit Member, CommitConflictException Conflict)> Conflicting)> RunAsync(IReadOnlyList<SealedCommit> group)
    {
        if (_head is { } head && Divide(group, Expected(group)).Conflicting.Count == 0)
        {
            await using Lease lease = await RentAsync();
            if (await WriteAsync(lease, head, group)) return (group, []);
        }

        for (int looks = 0; looks < MostLooks; looks++)
        {
            (Lease lease, Head found, Dictionary<byte[], long> versions) = await LookAsync(group);
            await using (lease)
            {
                (List<SealedCommit> accepted, List<SealedCommit> conflicting) = Divide(group, versions);
                if (accepted.Count == 0 || await WriteAsync(lease, found, accepted))
                    return (accepted, [.. conflicting.Select(member => (member, new CommitConflictException(member.Commit.ExpectedVersion, versions.GetValueOrDefault(member.Grain))))]);
            }
        }

        throw new CommitRefusedException($"Another process writes to the database of '{database.Name}'; end it.", null);
    }

    /// <summary>False when head or versions were not as expected: nothing is written then.</summary>
    private async Task<bool> WriteAsync(Lease lease, Head head, IReadOnlyList<SealedCommit> members)
    {
        GroupWrite write = new(head, time.GetUtcNow().UtcDateTime, database.Keys);
        _head = null;
        try
        {
            await using NpgsqlCommand command = write.Build(lease.Connection, members);
            await command.ExecuteNonQueryAsync();
        }
        catch (PostgresException exception) when (exception.SqlState == GroupWrite.Outdated)
        {
            return false;
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
            return await IsUnwrittenAsync(head, members) ? false : throw new CommitUnknownException(exception);
        }

        _head = write.Next;
        LastSequence = write.Next.Sequence;
        return true;
    }

    private async Task<Lease> RentAsync()
    {
        try
        {
            return await database.RentAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            throw new CommitRefusedException($"The database of '{database.Name}' cannot be reached: {exception.Message}", exception);
        }
    }

    /// <summary>A kept connection may have died since; nothing was asked of the server yet, so a second one may try.</summary>
    private async Task<(Lease Lease, Head Head, Dictionary<byte[], long> Versions)> LookAsync(IReadOnlyList<SealedCommit> group)
    {
        try
        {
            return await LookOnceAsync(group);
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
            return await LookOnceAsync(group);
        }
        catch (Exception exception)
        {
            throw new CommitRefusedException($"The database of '{database.Name}' cannot be reached: {exception.Message}", exception);
        }
    }

    private async Task<(Lease Lease, Head Head, Dictionary<byte[], long> Versions)> LookOnceAsync(IReadOnlyList<SealedCommit> group, string readHead = ReadHead)
    {
        Lease lease = await database.RentAsync(CancellationToken.None);
        try
        {
            await using NpgsqlBatch batch = new(lease.Connection);
            batch.BatchCommands.Add(new NpgsqlBatchCommand(readHead));
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

    // What the first write of each grain takes for stored.
    private static Dictionary<byte[], long> Expected(IReadOnlyList<SealedCommit> group)
    {
        Dictionary<byte[], long> versions = new(ByteKeys.Instance);
        foreach (SealedCommit member in group)
            versions.TryAdd(member.Grain, member.Commit.ExpectedVersion);
        return versions;
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

    /// <summary>
    /// Waits for a transaction whose connection broke to end, so that whoever rereads sees what became of it. True when it is known to have
    /// written nothing; should it arrive later after all, it finds another head or other versions, and the database ends it.
    /// </summary>
    private async Task<bool> IsUnwrittenAsync(Head head, IReadOnlyList<SealedCommit> members)
    {
#pragma warning disable CA1031 // The server may be gone: then the reread fails too, and the grain says so.
        try
        {
            // What broke one connection has broken the idle ones, as a rule.
            await database.CloseIdleAsync();
            (Lease lease, Head found, Dictionary<byte[], long> versions) = await LookOnceAsync(members, LockHead);
            await using (lease)
                return found.Is(head) && Expected(members).All(item => versions.GetValueOrDefault(item.Key) == item.Value);
        }
        catch (Exception fault)
        {
            // What is wrong now says more than that a connection broke: a refused login, say.
            throw new CommitUnknownException(fault);
        }
#pragma warning restore CA1031
    }
}
