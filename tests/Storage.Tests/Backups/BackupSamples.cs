using System.Security.Cryptography;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Commits;
using Npgsql;

namespace InvestBot.Storage.Backups;

/// <summary>Instances with something in every table, and what they hold as text.</summary>
internal static class BackupSamples
{
    /// <summary>A folder of its own for a test.</summary>
    internal static BackupFolder NewFolder() => new(Path.Combine(Directory.CreateTempSubdirectory("investbot-backups-").FullName, "backups"));

    internal static void Remove(BackupFolder folder) => Directory.Delete(Path.GetDirectoryName(folder.Root)!, recursive: true);

    /// <summary>An instance with states, journal, rows, a pending message, and a paper account.</summary>
    internal static async Task<string> FilledAsync(this FleetFixture fleet, int largeEvents = 0)
    {
        string name = await fleet.CreateInstanceAsync();
        await fleet.AddAsync(name, "first", 0);
        for (int i = 0; i < largeEvents; i++)
        {
            await fleet.Storage.Commits.CommitAsync(name, new GrainCommit(
                Samples.Grain("large"), i, Samples.Bytes("x"), [new JournalEvent("large", 1, "", Samples.Start, RandomNumberGenerator.GetBytes(1024 * 1024))], [], []));
        }

        await fleet.Storage.PaperBooks.SaveAsync($"paper-{name}", 0, Samples.Bytes("book"), [new(0, Samples.Start, "fill", Samples.Bytes("event"))], CancellationToken.None);
        await fleet.Storage.Commits.CommitAsync("fleet", new GrainCommit(new GrainAddress("account", "account", $"paper-{name}"), 0, Samples.Bytes("account"), [], [], []));
        return name;
    }

    /// <summary>Another commit of the grain <c>a</c>.</summary>
    internal static Task<long> AddAsync(this FleetFixture fleet, string name, string text, long expected) =>
        fleet.Storage.Commits.CommitAsync(name, new GrainCommit(
            Samples.Grain("a"), expected, Samples.Bytes(text), [Samples.Event("r", text)], [Samples.Message(expected + 1, text)], [Samples.Order($"o{expected}", "new", 1, text)]));

    /// <summary>Every row of every table of a database, as text.</summary>
    internal static async Task<IReadOnlyList<string>> DumpAsync(this FleetFixture fleet, string database)
    {
        await using NpgsqlConnection owner = await fleet.OwnerAsync(database);
        List<string> rows = [];
        foreach (string table in (string[])["head", "grain_state", "journal", "outbox", "orders", "fills", "trades", "equity_snapshots", "approvals", "notifications", "configuration_versions"])
        {
            await using NpgsqlCommand command = new($"select t::text from {table} t order by 1", owner);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                rows.Add($"{table} {reader.GetString(0)}");
        }

        return rows;
    }

    internal static Task<MadeBackup> BackUpAsync(this FleetFixture fleet, string name, BackupFolder folder) =>
        fleet.Storage.Backups.CreateAsync(name, BackupKind.Manual, folder, CancellationToken.None);

    internal static async Task RestoreAsync(this FleetFixture fleet, string path, string name, IRestoreChanges changes)
    {
        await using PreparedRestore prepared = await fleet.Storage.Backups.PrepareAsync(path, name, changes, CancellationToken.None);
        await prepared.SwapAsync(() => Task.CompletedTask, CancellationToken.None);
    }

    internal static async Task<IReadOnlyList<string>> ScratchDatabasesAsync(this FleetFixture fleet)
    {
        await using NpgsqlConnection control = await fleet.OwnerAsync(fleet.Options.ControlDatabase);
        await using NpgsqlCommand command = new("select datname::text from pg_database, installation where starts_with(datname::text, 'investbot_scratch_' || id)", control);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        List<string> names = [];
        while (await reader.ReadAsync())
            names.Add(reader.GetString(0));
        return names;
    }
}

/// <summary>States stay as they are; the grain <c>a</c> and the account get a name when there is one.</summary>
internal sealed class SampleChanges(string? mark = null) : IRestoreChanges
{
    public RestoredGrain Grain(GrainAddress grain, ReadOnlyMemory<byte> data) => mark is null
        ? new RestoredGrain(grain, data, [])
        : new RestoredGrain(grain with { Key = grain.Type == "account" ? $"paper-{mark}" : $"{mark}/{grain.Key}" }, Samples.Bytes($"{mark} {Samples.Text(data)}"), grain.Key == "a" ? [Samples.Event("restore", mark)] : []);

    public OutboxMessage Message(OutboxMessage message) => mark is null ? message : message with { Source = $"{mark}/{message.Source}" };

    public ReadOnlyMemory<byte> Book(ReadOnlyMemory<byte> book) => mark is null ? book : Samples.Bytes($"{mark} {Samples.Text(book)}");
}
