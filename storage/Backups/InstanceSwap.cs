using Dapper;
using InvestBot.Storage.Backups.Databases;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Journal;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Paper;
using Npgsql;

namespace InvestBot.Storage.Backups;

/// <summary>
/// Puts a prepared database in an instance's place: names, registry, keys and paper account change in one transaction of the control
/// database. A process killed at any moment leaves the instance as it was, or as it is restored.
/// </summary>
internal sealed class InstanceSwap(NpgsqlDataSource control, InstanceRegistry registry, InstanceRoles roles, ScratchDatabases scratches, TimeProvider time)
{
    private const int Attempts = 20;

    private const string SaveBook = """
        insert into paper_books as b (account, name, version, events, at, data) values (@account, @name, @version, @events, @now, @data)
        on conflict (account) do update set version = excluded.version, events = excluded.events, at = excluded.at, data = excluded.data
        """;

    private const string SaveGrain = """
        insert into grain_state (grain, kind, name, version, at, data) values (@grain, @kind, @name, @version, @now, @data)
        on conflict (grain) do update set version = excluded.version, at = excluded.at, data = excluded.data
        """;

    /// <summary>Makes the role, if need be, and lets it into the scratch database.</summary>
    internal async Task AdmitAsync(ScratchDatabase scratch, string name, CancellationToken cancellationToken)
    {
        string role = InstanceName.Database(name);
        string password = await registry.FindAsync(name, cancellationToken) is null ? InstanceRegistry.NewPassword() : await registry.PasswordAsync(name, cancellationToken);
        await roles.CreateRoleAsync(role, password, await registry.InstallationAsync(cancellationToken), cancellationToken);
        await InstanceRoles.AdmitAsync(control, scratch.Name, role, cancellationToken);
        await InstanceRoles.GrantAsync(scratch.Source, role, cancellationToken);
        Password = password;
    }

    /// <summary>The role's password; a secret.</summary>
    private string Password { get; set; } = "";

    /// <summary>Swaps. What was there before keeps a scratch name until it is dropped.</summary>
    /// <returns>The name that the former database has now, or null when there was none.</returns>
    internal async Task<string?> RunAsync(ScratchDatabase scratch, string name, LoadedBackup loaded, IRestoreChanges changes, CancellationToken cancellationToken)
    {
        string database = InstanceName.Database(name);
        string aside = await scratches.NewNameAsync(cancellationToken);
        using DataKeyRing fleet = await registry.KeysAsync(InstanceName.Fleet, cancellationToken);
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("select from head for update");
        await registry.ReplaceAsync(connection, name, Password, loaded.Keys, loaded.Header.Instance);
        await SaveAccountAsync(connection, fleet, scratch, name, loaded.Account, changes, cancellationToken);
        // A database with connections, idle ones too, keeps its name.
        scratch.Source.Clear();
        bool replaces = await connection.ExecuteScalarAsync<bool>("select exists (select from pg_database where datname = @database)", new { database });
        if (replaces)
            await RenameAsync(transaction, database, aside, cancellationToken);
        await RenameAsync(transaction, scratch.Name, database, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return replaces ? aside : null;
    }

    // A database that somebody is connected to keeps its name. Who connects again is ended again.
    private async Task RenameAsync(NpgsqlTransaction transaction, string from, string to, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            await using (NpgsqlConnection other = await control.OpenConnectionAsync(cancellationToken))
                await other.ExecuteAsync(InstanceRoles.EndSessions, new { database = from });
            await transaction.SaveAsync("rename", cancellationToken);
            try
            {
                await transaction.Connection!.ExecuteAsync($"alter database {TableCopy.Quoted(from)} rename to {TableCopy.Quoted(to)}");
                return;
            }
            catch (PostgresException inUse) when (inUse.SqlState == PostgresErrorCodes.ObjectInUse && attempt < Attempts)
            {
                await transaction.RollbackAsync("rename", cancellationToken);
            }
        }
    }

    private async Task SaveAccountAsync(
        NpgsqlConnection connection, DataKeyRing fleet, ScratchDatabase scratch, string name, VenueAccount saved, IRestoreChanges changes, CancellationToken cancellationToken)
    {
        string account = VenueAccount.Of(name);
        byte[] key = PaperBookStore.Key(account, fleet);
        long version = Math.Max(saved.Version, await connection.ExecuteScalarAsync<long?>("select version from paper_books where account = @key", new { key }) ?? 0) + 1;
        await connection.ExecuteAsync("delete from paper_events where account = @key", new { key });
        long events = await BringEventsAsync(connection, scratch, cancellationToken);
        if (saved.Book is { } book)
        {
            await connection.ExecuteAsync(SaveBook, new
            {
                account = key,
                name = fleet.Seal(System.Text.Encoding.UTF8.GetBytes(account), Associated.With("paper_name", key, 0)),
                version,
                events,
                now = time.GetUtcNow(),
                data = fleet.Seal(changes.Book(book).Span, Associated.With("paper_books", key, version)),
            });
        }

        foreach (AccountGrainState state in saved.Grains)
            await SaveGrainAsync(connection, fleet, changes.Grain(GrainAddress.Parse(state.Address), state.Data));
    }

    // A version that nobody has read: an activation that holds the former state cannot write over this one.
    private async Task SaveGrainAsync(NpgsqlConnection connection, DataKeyRing fleet, RestoredGrain after)
    {
        byte[] grain = fleet.Blind(after.Grain.Text);
        long version = await connection.ExecuteScalarAsync<long?>("select version from grain_state where grain = @grain", new { grain }) ?? 0;
        SealedCommit name = new(new GrainCommit(after.Grain, 0, null, [], [], []), fleet);
        SealedCommit next = new(new GrainCommit(after.Grain, version, after.Data, [], [], []), fleet);
        await connection.ExecuteAsync(SaveGrain, new { grain, kind = after.Grain.Type, name = name.Name, version = next.NewVersion, now = time.GetUtcNow(), data = next.Data });
    }

    // Out of the scratch database, and gone there before it gets the instance's name.
    private static async Task<long> BringEventsAsync(NpgsqlConnection connection, ScratchDatabase scratch, CancellationToken cancellationToken)
    {
        BackupTable staged = new(BackupLoader.StagedEvents, ["account", "sequence", "at", "kind", "data"], 0);
        await using NpgsqlConnection from = await scratch.Source.OpenConnectionAsync(cancellationToken);
        long events = await TableCopy.CountAsync(from, staged.Name, cancellationToken);
        await using (Stream rows = await from.BeginRawBinaryCopyAsync($"copy {staged.Name} to stdout (format binary)", cancellationToken))
            await TableCopy.ReadInAsync(connection, staged with { Name = "paper_events" }, rows, cancellationToken);
        await from.ExecuteAsync($"drop table {staged.Name}");
        return events;
    }
}
