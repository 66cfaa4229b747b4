using Dapper;
using Npgsql;

namespace InvestBot.Storage.Instances;

/// <summary>Databases and login roles on the server. Names were checked and are quoted; passwords are hexadecimal.</summary>
internal sealed class InstanceRoles(NpgsqlDataSource control)
{
    private const string Grants = """
        revoke all on all tables in schema public from "{0}";
        revoke create on schema public from public;
        grant usage on schema public to "{0}";
        grant select, insert, update on head, grain_state to "{0}";
        grant select, insert on journal to "{0}";
        grant select, insert, delete on outbox to "{0}";
        grant select, insert, update on orders, fills, trades, equity_snapshots, approvals, notifications, configuration_versions to "{0}";
        grant select, insert, update, delete on credentials to "{0}";
        revoke all on all functions in schema public from public;
        grant execute on function keep_equity_month(timestamptz) to "{0}";
        """;

    private const string RoleMark = """
        select coalesce(shobj_description(oid, 'pg_authid'), '') from pg_roles where rolname = @database
        """;

    private const string IsOursAndOpen = """
        select pg_get_userbyid(datdba) = current_user and has_database_privilege('public', oid, 'connect') from pg_database where datname = @database
        """;

    private const string RoleIsStrange = """
        select not pg_has_role(oid, 'member') from pg_roles where rolname = @database
        """;

    internal const string EndSessions = """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = @database and backend_type = 'client backend' and pg_has_role(usesysid, 'member')
        """;

    /// <summary>Makes role and database where they are missing, and sets the password.</summary>
    /// <exception cref="InvalidOperationException">A role or database of that name is there and is not of this installation.</exception>
    internal async Task CreateAsync(string database, string password, string installation, CancellationToken cancellationToken)
    {
        await CreateRoleAsync(database, password, installation, cancellationToken);
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        if (!await ExistsAsync(connection, database))
            await connection.ExecuteAsync($"""create database "{database}" """);
        await connection.ExecuteAsync($"""revoke all on database "{database}" from public""");
        await AdmitAsync(control, database, database, cancellationToken);
    }

    /// <summary>Makes the role where it is missing, and sets its password.</summary>
    /// <exception cref="InvalidOperationException">A role or database of that name is there and is not of this installation.</exception>
    internal async Task CreateRoleAsync(string role, string password, string installation, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        string mark = $"investbot installation {installation}";
        string? owner = await connection.ExecuteScalarAsync<string?>(RoleMark, new { database = role });
        if (owner is null ? await ExistsAsync(connection, role) : owner != mark)
            throw new InvalidOperationException($"The server has a '{role}' already that this installation did not make. Choose another name for the instance.");
        if (owner is null)
            await connection.ExecuteAsync($"""begin; create role "{role}"; comment on role "{role}" is '{mark}'; commit""");
        await connection.ExecuteAsync($"""alter role "{role}" login password '{password}'""");
    }

    /// <summary>Lets a role connect to a database.</summary>
    internal static async Task AdmitAsync(NpgsqlDataSource control, string database, string role, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync($"""grant connect on database "{database}" to "{role}" """);
    }

    private static Task<bool> ExistsAsync(NpgsqlConnection connection, string database) =>
        connection.ExecuteScalarAsync<bool>("select exists (select from pg_database where datname = @database)", new { database });

    /// <summary>Gives the role what its work needs and no more: it cannot change or delete the journal.</summary>
    internal static async Task GrantAsync(NpgsqlDataSource owner, string role, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await owner.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(Grants.Replace("{0}", role, StringComparison.Ordinal));
    }

    /// <summary>Keeps instance roles out of a database that our login owns. False when they can still connect to it.</summary>
    internal async Task<bool> CloseToPublicAsync(string database, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        // A superuser could close others' databases too, and break what uses them.
        if (await connection.ExecuteScalarAsync<bool>(IsOursAndOpen, new { database }))
        {
            string quoted = "\"" + database.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
            try
            {
                await connection.ExecuteAsync($"revoke connect, temporary on database {quoted} from public");
            }
            catch (PostgresException concurrent) when (concurrent.SqlState == PostgresErrorCodes.InternalError)
            {
                // "Tuple concurrently updated": another process is closing it at this moment.
            }
        }

        return !await connection.ExecuteScalarAsync<bool>("select has_database_privilege('public', @database, 'connect')", new { database });
    }

    internal async Task SetReadOnlyAsync(string database, bool readOnly, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync($"""alter database "{database}" set default_transaction_read_only = {(readOnly ? "on" : "off")}""");
    }

    internal async Task DropAsync(string database, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        // Not "with (force)": without a superuser's rights it fails when autovacuum is at work there, or a session has not ended yet.
        if (await connection.ExecuteScalarAsync<bool>(RoleIsStrange, new { database }))
            await connection.ExecuteAsync($"""grant "{database}" to current_user""");
        if (await connection.ExecuteScalarAsync<bool>("select exists (select from pg_database where datname = @database)", new { database }))
            await connection.ExecuteAsync($"""alter database "{database}" allow_connections false""");
        await connection.ExecuteAsync(EndSessions, new { database });
        await connection.ExecuteAsync($"""drop database if exists "{database}" """);
        await connection.ExecuteAsync($"""drop role if exists "{database}" """);
    }
}
