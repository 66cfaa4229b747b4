using System.IO.Compression;
using System.Text.Json;
using Dapper;
using InvestBot.Storage.Backups.Databases;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Journal;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Migrations;
using InvestBot.Storage.Paper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace InvestBot.Storage.Backups;

/// <summary>What came out of a backup beside the tables.</summary>
/// <param name="Header">The backup's own words.</param>
/// <param name="Keys">The instance's keys, wrapped under the name that it had.</param>
/// <param name="Account">Its paper account.</param>
internal sealed record LoadedBackup(BackupHeader Header, BackedKey[] Keys, VenueAccount Account);

/// <summary>Reads a backup into a scratch database and compares what is there then with what was backed up.</summary>
internal sealed class BackupLoader(MasterKey master, InstanceRegistry registry, TimeProvider time, ILogger logger)
{
    /// <summary>Events of the paper venue, in the scratch database until they go to the control database.</summary>
    internal const string StagedEvents = "restored_venue_events";

    private static readonly IReadOnlyList<Migration> Steps = Migration.Of("instance");

    /// <summary>Fills an empty database, checks it, and brings it to this version's schema.</summary>
    /// <param name="file">The backup, open.</param>
    /// <param name="scratch">Where it goes.</param>
    /// <param name="name">The name that the instance will have.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BackupException">The backup is damaged, of another key or a newer version, or what was loaded is not what it should hold.</exception>
    internal async Task<LoadedBackup> LoadAsync(BackupFile file, ScratchDatabase scratch, string name, CancellationToken cancellationToken)
    {
        BackupHeader header = file.Header;
        using FrameReader frames = file.Unlock(master);
        if (header.Schema > Steps[^1].Number)
            throw new BackupException($"The backup of '{header.Instance}' has schema {header.Schema}, and this version knows up to {Steps[^1].Number}. Use the version that made it, or a newer one.");
        Migrator migrator = new(time, logger);
        await migrator.MigrateAsync(scratch.Source, [.. Steps.Where(step => step.Number <= header.Schema)], cancellationToken);
        try
        {
            await using NpgsqlConnection connection = await scratch.Source.OpenConnectionAsync(cancellationToken);
            await connection.ExecuteAsync("delete from head");
            LoadedBackup loaded = await ReadAsync(header, frames, connection, name, cancellationToken);
            await CompareAsync(loaded, connection, cancellationToken);
            await migrator.MigrateAsync(scratch.Source, Steps, cancellationToken);
            await connection.ExecuteAsync("select keep_equity_months()", commandTimeout: 0);
            return loaded;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DiskFull)
        {
            throw new BackupException($"The disk of the database server is full: '{header.Instance}' could not be loaded, and nothing was changed. Free some space and try again.", exception);
        }
    }

    private async Task<LoadedBackup> ReadAsync(BackupHeader header, FrameReader frames, NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        (BackedKey[]? keys, VenueAccount? account) = (null, null);
        try
        {
            await using BrotliStream packed = new(frames, CompressionMode.Decompress, leaveOpen: true);
            ArchiveReader archive = new(packed);
            while (await archive.NextAsync(cancellationToken) is var (part, content))
            {
                if (part == BackupMaker.Keys)
                    keys = await BackupParts.KeysAsync(content, cancellationToken);
                else if (part == BackupMaker.Venue)
                    account = await BackupParts.AccountAsync(content, cancellationToken);
                else if (part == BackupMaker.VenueEvents)
                    await StageAsync(connection, content, name, cancellationToken);
                else
                    await TableCopy.ReadInAsync(connection, header.Tables.Single(table => BackupMaker.TablePrefix + table.Name == part), content, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or JsonException)
        {
            throw new BackupException($"The backup of '{header.Instance}' cannot be unpacked: it was written by a faulty or another version. Use another backup.", exception);
        }

        frames.Complete();
        return new LoadedBackup(header, keys ?? throw Missing(header, BackupMaker.Keys), account ?? throw Missing(header, BackupMaker.Venue));
    }

    // They are sealed under the fleet's key for the account that they will belong to.
    private async Task StageAsync(NpgsqlConnection connection, Stream lines, string name, CancellationToken cancellationToken)
    {
        using DataKeyRing fleet = await registry.KeysAsync(InstanceName.Fleet, cancellationToken);
        byte[] account = PaperBookStore.Key(VenueAccount.Of(name), fleet);
        await connection.ExecuteAsync($"create table {StagedEvents} (account bytea, sequence bigint primary key, at timestamptz, kind text, data bytea)");
        await using NpgsqlBinaryImporter rows = await connection.BeginBinaryImportAsync($"copy {StagedEvents} from stdin (format binary)", cancellationToken);
        using StreamReader reader = new(lines);
        while (await reader.ReadLineAsync(cancellationToken) is { } text)
        {
            VenueEventLine line = JsonSerializer.Deserialize(text, VenueJson.Default.VenueEventLine) ?? throw new JsonException("An event is null.");
            await rows.WriteRowAsync(
                cancellationToken,
                account, line.Sequence, Microseconds.Utc(line.At), line.Kind, fleet.Seal(line.Data, Associated.With("paper_events", account, line.Sequence)));
        }

        await rows.CompleteAsync(cancellationToken);
    }

    private async Task CompareAsync(LoadedBackup loaded, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        BackupHeader header = loaded.Header;
        foreach (BackupTable table in header.Tables)
        {
            long rows = await TableCopy.CountAsync(connection, table.Name, cancellationToken);
            if (rows != table.Rows)
                throw new BackupException($"The backup of '{header.Instance}' gave {rows} rows of {table.Name}, and {table.Rows} were backed up. Use another backup.");
        }

        Head head = await PostgresJournal.HeadAsync(connection, null, cancellationToken);
        if (head.Sequence != header.Sequence || Convert.ToHexStringLower(head.Hash) != header.Head)
            throw new BackupException($"The journal of the backup of '{header.Instance}' ends at {head.Sequence}, and {header.Sequence} was backed up. Use another backup.");
        using DataKeyRing keys = registry.Open(loaded.Keys, header.Instance);
        ChainReport chain = await PostgresJournal.VerifyAsync(keys, connection, cancellationToken);
        if (chain.Difference is { } difference)
            throw new BackupException($"The journal of the backup of '{header.Instance}' is not whole: {difference} Use an older backup.");
    }

    private static BackupException Missing(BackupHeader header, string part) =>
        new($"The backup of '{header.Instance}' has no part '{part}': it was written by another version. Use another backup.");
}
