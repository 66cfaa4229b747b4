using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace InvestBot.Storage.Migrations;

/// <summary>Brings a database's schema up to this version, each step in its own transaction, one process at a time.</summary>
public sealed class Migrator(TimeProvider time, ILogger logger)
{
    private const long LockKey = 0x1BD0_5C8E_0001;

    private const string CreateHistory = """
        create table if not exists schema_version (
            set text not null,
            number integer not null,
            name text not null,
            checksum text not null,
            floor integer not null,
            applied_at timestamptz not null,
            primary key (set, number)
        )
        """;

    private const string ReadHistory = "select number, name, checksum, floor from schema_version where set = @set order by number";

    private const string AddHistory = """
        insert into schema_version (set, number, name, checksum, floor, applied_at)
        values (@Set, @Number, @Name, @Checksum, @Floor, @At)
        """;

    /// <summary>Applies what is missing and returns how many steps that were.</summary>
    /// <exception cref="MigrationRefusedException">The schema is newer than this version can run on, or an applied step differs from ours.</exception>
    public async Task<int> MigrateAsync(NpgsqlDataSource database, IReadOnlyList<Migration> steps, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(steps);
        StorageSetup.Ensure();
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("set lock_timeout = 0; select pg_advisory_lock(@LockKey)", new { LockKey });
        try
        {
            return await ApplyAsync(connection, steps, cancellationToken);
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@LockKey); reset lock_timeout", new { LockKey });
        }
    }

    /// <summary>The schema number of a database; null when it has none yet.</summary>
    public static async Task<int?> NumberAsync(NpgsqlDataSource database, string set, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>("select to_regclass('schema_version') is not null")
            ? await connection.ExecuteScalarAsync<int?>("select max(number) from schema_version where set = @set", new { set })
            : null;
    }

    private async Task<int> ApplyAsync(NpgsqlConnection connection, IReadOnlyList<Migration> steps, CancellationToken cancellationToken)
    {
        string set = steps[0].Set;
        await connection.ExecuteAsync(CreateHistory);
        List<Applied> applied = [.. await connection.QueryAsync<Applied>(ReadHistory, new { set })];
        Check(connection.Database, steps, applied);
        int done = 0;
        foreach (Migration step in steps.Where(step => applied.All(old => old.Number != step.Number)))
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
            await connection.ExecuteAsync(step.Sql, transaction: transaction);
            await connection.ExecuteAsync(
                AddHistory,
                new { step.Set, step.Number, step.Name, step.Checksum, step.Floor, At = time.GetUtcNow() },
                transaction);
            await transaction.CommitAsync(cancellationToken);
            Log.Migrated(logger, connection.Database, step.Set, step.Number, step.Name);
            done++;
        }

        return done;
    }

    private static void Check(string database, IReadOnlyList<Migration> steps, List<Applied> applied)
    {
        int ours = steps[^1].Number;
        foreach (Applied old in applied)
        {
            if (old.Number > ours && old.Floor > ours)
            {
                throw new MigrationRefusedException(
                    $"The database '{database}' has schema {applied[^1].Number} of '{steps[0].Set}', and this version knows up to {ours}. Start the newer version again, or restore a backup made by this one.");
            }

            Migration? step = steps.FirstOrDefault(step => step.Number == old.Number);
            if (step is not null && step.Checksum != old.Checksum)
            {
                throw new MigrationRefusedException(
                    $"Step {old.Number} ('{old.Name}') of '{steps[0].Set}' in the database '{database}' is not the one that this version holds. Use the release that made the database, or restore a backup.");
            }
        }
    }

    private sealed record Applied(int Number, string Name, string Checksum, int Floor);
}
