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
using InvestBot.Storage.Migrations;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace InvestBot.Storage.Backups.Fleet;

/// <summary>
/// The control database as a backup: users, the registry of instances with their wrapped keys, reminders, audit, the paper venue's books
/// and the fleet's own grains. Its file has the form of an instance's, under the name <c>fleet</c>.
/// </summary>
internal sealed class FleetBackups(string controlText, MasterKey master, InstanceDatabases instances, TimeProvider time, ILogger logger)
{
    private const string SizeAndSchemas = """
        select pg_database_size(current_database()),
            (select max(number) from schema_version where set = 'instance'), (select max(number) from schema_version where set = 'control')
        """;

    private const string Identities = """
        select table_name::text, column_name::text from information_schema.columns where table_schema = 'public' and is_identity = 'YES'
        """;

    private const string AllKeys = "select instance, key_id as id, wrapped, created_at, retired_at from instance_keys order by instance, key_id";

    private static readonly IReadOnlyList<Migration> InstanceSteps = Migration.Of("instance"), ControlSteps = Migration.Of("control");

    /// <summary>Writes it as it is at one moment, while the fleet goes on.</summary>
    internal async Task<(string Path, BackupHeader Header)> MakeAsync(BackupKind kind, BackupFolder folder, Func<string, Task> check, CancellationToken cancellationToken)
    {
        await using NpgsqlDataSource source = ConnectionText.Single(controlText, new NpgsqlConnectionStringBuilder(controlText).Database!, "investbot backup");
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction view = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        Head head = await PostgresJournal.HeadAsync(connection, null, cancellationToken);
        (long bytes, int schema, int number) = await connection.QuerySingleAsync<(long, int, int)>(SizeAndSchemas);
        IReadOnlyList<BackupTable> tables = await FleetTables.ListAsync(connection, cancellationToken);
        BackupHeader header = new(
            RandomNumberGenerator.GetHexString(32, lowercase: true), InstanceName.Fleet, kind, time.GetUtcNow(), schema, head.Sequence, Convert.ToHexStringLower(head.Hash), bytes, tables, "", "", number);
        return await BackupMaker.SealAsync(master, header, folder, async archive =>
        {
            foreach (BackupTable table in tables)
                await archive.PartAsync(BackupMaker.TablePrefix + table.Name, part => TableCopy.WriteOutAsync(connection, table, part, cancellationToken), cancellationToken);
            await archive.EndAsync(cancellationToken);
        }, check);
    }

    /// <summary>Fills an empty database with it, proves that rows, journal and every instance's keys are what they were, and brings it to this version's schema.</summary>
    /// <returns>The fleet's keys; the caller disposes of them.</returns>
    internal async Task<DataKeyRing> LoadAsync(BackupFile file, ScratchDatabase scratch, CancellationToken cancellationToken)
    {
        BackupHeader header = file.Header;
        using FrameReader frames = file.Unlock(master);
        if (header.Schema > InstanceSteps[^1].Number || header.Control > ControlSteps[^1].Number)
            throw new BackupException($"The backup of the fleet has schema {header.Control} and {header.Schema}, and this version knows up to {ControlSteps[^1].Number} and {InstanceSteps[^1].Number}. Use the version that made it, or a newer one.");
        Migrator migrator = new(time, logger);
        await migrator.MigrateAsync(scratch.Source, [.. InstanceSteps.Where(step => step.Number <= header.Schema)], cancellationToken);
        await migrator.MigrateAsync(scratch.Source, [.. ControlSteps.Where(step => step.Number <= header.Control)], cancellationToken);
        await using NpgsqlConnection connection = await scratch.Source.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("delete from head");
        await ReadAsync(header, frames, connection, cancellationToken);
        DataKeyRing keys = await CompareAsync(header, connection, cancellationToken);
        await migrator.MigrateAsync(scratch.Source, InstanceSteps, cancellationToken);
        await migrator.MigrateAsync(scratch.Source, ControlSteps, cancellationToken);
        return keys;
    }

    /// <summary>Puts what was loaded in the place of what this control database has, in one transaction. It must not have been used yet.</summary>
    /// <exception cref="BackupException">It was.</exception>
    internal async Task BringAsync(ScratchDatabase scratch, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection from = await scratch.Source.OpenConnectionAsync(cancellationToken);
        await using NpgsqlDataSource unpooled = ConnectionText.Single(controlText, new NpgsqlConnectionStringBuilder(controlText).Database!, "investbot restore");
        await using NpgsqlConnection to = await unpooled.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await to.BeginTransactionAsync(cancellationToken);
        await to.ExecuteAsync("select from head for update");
        if (await to.ExecuteScalarAsync<bool>("select exists (select from instances) or exists (select from journal) or exists (select from audit)"))
            throw new BackupException("This installation was used already, and the backup of a fleet takes the place of everything: restore it on an empty home, named by INVESTBOT_HOME, or after setting this one aside. Nothing was changed.");
        foreach (BackupTable table in await FleetTables.ListAsync(from, cancellationToken))
        {
            // These are empty, and refuse to be emptied.
            if (table.Name is not ("journal" or "audit"))
                await to.ExecuteAsync($"delete from {TableCopy.Quoted(table.Name)}");
            await using Stream rows = await from.BeginRawBinaryCopyAsync(TableCopy.Out(table), cancellationToken);
            await TableCopy.ReadInAsync(to, table, rows, cancellationToken);
        }

        foreach ((string table, string column) in (await to.QueryAsync<(string, string)>(Identities)).AsList())
            await to.ExecuteAsync($"select setval(pg_get_serial_sequence('{table}', '{column}'), coalesce(max({column}), 0) + 1, false) from {TableCopy.Quoted(table)}");
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ReadAsync(BackupHeader header, FrameReader frames, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await using BrotliStream packed = new(frames, CompressionMode.Decompress, leaveOpen: true);
            ArchiveReader archive = new(packed);
            while (await archive.NextAsync(cancellationToken) is var (part, content))
                await TableCopy.ReadInAsync(connection, header.Tables.Single(table => BackupMaker.TablePrefix + table.Name == part), content, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new BackupException("The backup of the fleet cannot be unpacked: it was written by a faulty or another version. Use another backup.", exception);
        }

        frames.Complete();
    }

    private async Task<DataKeyRing> CompareAsync(BackupHeader header, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (BackupTable table in header.Tables)
        {
            long rows = await TableCopy.CountAsync(connection, table.Name, cancellationToken);
            if (rows != table.Rows)
                throw new BackupException($"The backup of the fleet gave {rows} rows of {table.Name}, and {table.Rows} were backed up. Use another backup.");
        }

        Head head = await PostgresJournal.HeadAsync(connection, null, cancellationToken);
        if (head.Sequence != header.Sequence || Convert.ToHexStringLower(head.Hash) != header.Head)
            throw new BackupException($"The journal of the backup of the fleet ends at {head.Sequence}, and {header.Sequence} was backed up. Use another backup.");
        ILookup<string, BackedKey> all = (await connection.QueryAsync<KeyRow>(AllKeys)).ToLookup(row => row.Instance, row => new BackedKey(row.Id, row.Wrapped, row.CreatedAt, row.RetiredAt));
        foreach (IGrouping<string, BackedKey> instance in all)
            instances.Registry.Open(instance, instance.Key).Dispose();
        DataKeyRing keys = instances.Registry.Open(all[InstanceName.Fleet], InstanceName.Fleet);
        ChainReport chain = await PostgresJournal.VerifyAsync(keys, connection, cancellationToken);
        if (chain.Difference is not { } difference)
            return keys;
        keys.Dispose();
        throw new BackupException($"The journal of the backup of the fleet is not whole: {difference} Use an older backup.");
    }

    private sealed record KeyRow(string Instance, int Id, byte[] Wrapped, DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt);
}
