using System.Security.Cryptography;
using Dapper;
using InvestBot.Storage.Connections;
using InvestBot.Storage.Instances;
using Npgsql;

namespace InvestBot.Storage.Backups.Databases;

/// <summary>
/// Makes scratch databases under random names, and drops those that nobody uses any more. Who uses one holds an advisory lock on its
/// name in the control database, which ends with the process: what a killed one left is found and dropped.
/// </summary>
internal sealed class ScratchDatabases(string controlText, NpgsqlDataSource control, InstanceRegistry registry)
{
    private const int Connections = 4;

    private const string Lock = "select pg_try_advisory_lock(hashtextextended(@name, 0))";

    private const string EndSessions = """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = @name and backend_type = 'client backend' and pg_has_role(usesysid, 'member')
        """;

    internal async Task<ScratchDatabase> CreateAsync(CancellationToken cancellationToken)
    {
        string name = await NewNameAsync(cancellationToken);
        NpgsqlDataSource held = ConnectionText.Single(controlText, new NpgsqlConnectionStringBuilder(controlText).Database!, "investbot scratch");
        NpgsqlConnection? holder = null;
        try
        {
            holder = await held.OpenConnectionAsync(cancellationToken);
            await holder.ExecuteAsync(Lock, new { name });
            await holder.ExecuteAsync($"create database {TableCopy.Quoted(name)}");
            await holder.ExecuteAsync($"revoke all on database {TableCopy.Quoted(name)} from public");
            return new ScratchDatabase(this, name, held, holder);
        }
        catch
        {
            if (holder is not null)
                await holder.DisposeAsync();
            await held.DisposeAsync();
            throw;
        }
    }

    /// <summary>A name that this installation's sweep would know, and that nothing has.</summary>
    internal async Task<string> NewNameAsync(CancellationToken cancellationToken) =>
        await PrefixAsync(cancellationToken) + RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>Drops the scratch databases of this installation that no living process uses.</summary>
    /// <returns>How many.</returns>
    internal async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        string prefix = await PrefixAsync(cancellationToken);
        await using NpgsqlDataSource unpooled = ConnectionText.Single(controlText, new NpgsqlConnectionStringBuilder(controlText).Database!, "investbot sweep");
        await using NpgsqlConnection connection = await unpooled.OpenConnectionAsync(cancellationToken);
        int dropped = 0;
        foreach (string name in await connection.QueryAsync<string>("select datname::text from pg_database where starts_with(datname::text, @prefix)", new { prefix }))
        {
            if (!await connection.ExecuteScalarAsync<bool>(Lock, new { name }))
                continue;
            await DropAsync(name);
            dropped++;
        }

        return dropped;
    }

    internal NpgsqlDataSource Source(string name) => ConnectionText.Pooled(controlText, name, "investbot scratch", Connections);

    internal async Task DropAsync(string name)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync();
        await connection.ExecuteAsync(EndSessions, new { name });
        await connection.ExecuteAsync($"drop database if exists {TableCopy.Quoted(name)}", commandTimeout: 0);
    }

    private async Task<string> PrefixAsync(CancellationToken cancellationToken) => $"investbot_scratch_{await registry.InstallationAsync(cancellationToken)}_";
}
