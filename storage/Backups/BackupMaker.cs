using System.Data;
using System.IO.Compression;
using System.Security.Cryptography;
using Dapper;
using InvestBot.Storage.Backups.Databases;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Connections;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Journal;
using InvestBot.Storage.Keys;
using Npgsql;

namespace InvestBot.Storage.Backups;

/// <summary>Writes one instance's database, as it was at one moment, into one file, while the instance goes on trading.</summary>
internal sealed class BackupMaker(string controlText, NpgsqlDataSource control, MasterKey master, InstanceRegistry registry, TimeProvider time)
{
    internal const string Keys = "keys", Venue = "venue", VenueEvents = "venue events", TablePrefix = "table ";

    // Content is encrypted row by row and does not shrink: what does (keys of rows, times, empty space) shrinks at any level.
    private static readonly BrotliCompressionOptions Lightest = new() { Quality = 0 };

    private const string SizeAndSchema = "select pg_database_size(current_database()), (select max(number) from schema_version where set = 'instance')";

    /// <summary>Makes a backup; it gets its name only once it has passed the check.</summary>
    /// <exception cref="BackupException">There is no such instance, or it is only half made.</exception>
    internal async Task<(string Path, BackupHeader Header)> MakeAsync(string instance, BackupKind kind, BackupFolder folder, Func<string, Task> check, CancellationToken cancellationToken)
    {
        InstanceRecord record = await registry.FindAsync(instance, cancellationToken)
            ?? throw new BackupException($"There is no instance '{instance}'; investbot status shows what there is.");
        if (record.State is not ("ready" or "archived"))
            throw new BackupException($"The instance '{instance}' is {record.State}: its database is not whole. Start the server, which finishes that, and try again.");
        await using NpgsqlDataSource source = ConnectionText.Single(controlText, record.Database, "investbot backup");
        await using NpgsqlConnection database = await source.OpenConnectionAsync(cancellationToken);
        await using NpgsqlConnection fleet = await control.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction databaseView = await database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await using NpgsqlTransaction fleetView = await fleet.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        Head head = await ViewAsync(source, database, fleet, cancellationToken);
        BackupHeader header = await DescribeAsync(instance, kind, database, head, cancellationToken);
        return await SealAsync(master, header, folder, archive => WriteAsync(archive, header, database, fleet, cancellationToken), check);
    }

    /// <summary>Writes a file under a key of its own.</summary>
    internal static async Task<(string Path, BackupHeader Header)> SealAsync(
        MasterKey master, BackupHeader described, BackupFolder folder, Func<ArchiveWriter, Task> write, Func<string, Task> check)
    {
        byte[] key = RandomNumberGenerator.GetBytes(MasterKey.Size);
        BackupHeader header = described with { Key = Convert.ToBase64String(master.Wrap(key, BackupFile.KeyPurpose(described.Id), out string mark)), KeyMark = mark };
        byte[] headerBytes = header.ToBytes();
        string path = await folder.PlaceAsync(header.Instance, BackupEntry.NameOf(header), async file =>
        {
            using FrameWriter frames = new(file, key, headerBytes);
            CryptographicOperations.ZeroMemory(key);
            await using (BrotliStream packed = new(frames, Lightest, leaveOpen: true))
                await write(new ArchiveWriter(packed));
            frames.Complete();
        }, check);
        return (path, header);
    }

    /// <summary>
    /// Lets both transactions see one moment. While the instance's head is held nothing of it commits: what the venue and the account
    /// then show comes from what the instance had committed, as after a crash at that moment. It is held for two round trips.
    /// </summary>
    private static async Task<Head> ViewAsync(NpgsqlDataSource source, NpgsqlConnection database, NpgsqlConnection fleet, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection holder = await source.OpenConnectionAsync(cancellationToken);
        // An archived database begins its transactions read-only.
        await holder.ExecuteAsync("begin read write; select from head for update");
        Head head = await PostgresJournal.HeadAsync(database, null, cancellationToken);
        await fleet.ExecuteScalarAsync<long>("select count(*) from installation");
        await holder.ExecuteAsync("rollback");
        return head;
    }

    private async Task<BackupHeader> DescribeAsync(string instance, BackupKind kind, NpgsqlConnection database, Head head, CancellationToken cancellationToken)
    {
        DateTimeOffset at = time.GetUtcNow();
        (long bytes, int schema) = await database.QuerySingleAsync<(long, int)>(SizeAndSchema);
        IReadOnlyList<BackupTable> tables = await TableCopy.ListAsync(database, cancellationToken);
        return new BackupHeader(
            RandomNumberGenerator.GetHexString(32, lowercase: true), instance, kind, at, schema, head.Sequence, Convert.ToHexStringLower(head.Hash), bytes, tables, "", "");
    }

    private async Task WriteAsync(ArchiveWriter archive, BackupHeader header, NpgsqlConnection database, NpgsqlConnection fleet, CancellationToken cancellationToken)
    {
        BackedKey[] keys = await registry.WrappedKeysAsync(header.Instance, cancellationToken);
        using DataKeyRing fleetKeys = await registry.KeysAsync(InstanceName.Fleet, cancellationToken);
        VenueAccount account = await VenueAccount.ReadAsync(fleet, fleetKeys, header.Instance, cancellationToken);
        await archive.PartAsync(Keys, async part => await part.WriteAsync(BackupParts.Bytes(keys), cancellationToken), cancellationToken);
        await archive.PartAsync(Venue, async part => await part.WriteAsync(account.ToBytes(), cancellationToken), cancellationToken);
        await archive.PartAsync(VenueEvents, part => VenueAccount.EventsAsync(fleet, fleetKeys, header.Instance, part, cancellationToken), cancellationToken);
        foreach (BackupTable table in header.Tables)
            await archive.PartAsync(TablePrefix + table.Name, part => TableCopy.WriteOutAsync(database, table, part, cancellationToken), cancellationToken);
        await archive.EndAsync(cancellationToken);
    }
}
