using System.Security.Cryptography;
using System.Text;
using Dapper;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Keys;
using Npgsql;

namespace InvestBot.Storage.Instances;

/// <summary>The control database's list of instances, with their passwords and keys wrapped by the master key.</summary>
internal sealed class InstanceRegistry(NpgsqlDataSource control, MasterKey master, TimeProvider time)
{
    private const string SelectRecord = """
        select name, database_name as database, role_name as role, state, schema_number as schema, created_at, archived_at from instances
        """;

    private const string InsertInstance = """
        insert into instances (name, database_name, role_name, role_password, state, created_at)
        values (@name, @database, @database, @password, 'creating', @now)
        on conflict (name) do nothing
        """;

    private const string InsertKey = """
        insert into instance_keys (instance, key_id, wrapped, created_at) values (@instance, @id, @wrapped, @now)
        on conflict (instance, key_id) do nothing
        """;

    // Schema number 0: the next start looks it up.
    private const string Replace = """
        insert into instances (name, database_name, role_name, role_password, state, created_at)
        values (@name, @database, @database, @password, 'ready', @now)
        on conflict (name) do update set role_password = excluded.role_password, state = 'ready', archived_at = null, schema_number = 0
        """;

    private const string RestoreKey = """
        insert into instance_keys (instance, key_id, wrapped, created_at, retired_at) values (@name, @Id, @Wrapped, @CreatedAt, @RetiredAt)
        """;

    internal async Task<IReadOnlyList<InstanceRecord>> ListAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<InstanceRecord>(SelectRecord + " order by name")];
    }

    internal async Task<InstanceRecord?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<InstanceRecord>(SelectRecord + " where name = @name", new { name });
    }

    /// <summary>Notes that the instance is being made, with its password and keys; what is there already stays.</summary>
    internal async Task AddAsync(string name, CancellationToken cancellationToken)
    {
        byte[] password = Encoding.ASCII.GetBytes(NewPassword());
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            InsertInstance,
            new { name, database = InstanceName.Database(name), password = master.Wrap(password, PasswordPurpose(name)), now = Now },
            transaction);
        await AddKeysAsync(connection, transaction, name);
        await transaction.CommitAsync(cancellationToken);
    }

    internal static string NewPassword() => RandomNumberGenerator.GetHexString(48, lowercase: true);

    /// <summary>Writes a restored instance over what is there of that name, within the connection's transaction.</summary>
    internal async Task ReplaceAsync(NpgsqlConnection connection, string name, string password, BackedKey[] keys)
    {
        byte[] wrapped = master.Wrap(Encoding.ASCII.GetBytes(password), PasswordPurpose(name));
        await connection.ExecuteAsync(Replace, new { name, database = InstanceName.Database(name), password = wrapped, now = Now });
        await connection.ExecuteAsync("delete from instance_keys where instance = @name", new { name });
        foreach (BackedKey key in keys)
            await connection.ExecuteAsync(RestoreKey, new { name, key.Id, key.Wrapped, key.CreatedAt, key.RetiredAt });
    }

    internal async Task AddFleetKeysAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AddKeysAsync(connection, transaction, InstanceName.Fleet);
        await transaction.CommitAsync(cancellationToken);
    }

    internal async Task<string> InstallationAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<string>("select id from installation");
    }

    internal async Task<string> PasswordAsync(string name, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        byte[] wrapped = await connection.QuerySingleAsync<byte[]>("select role_password from instances where name = @name", new { name });
        return Encoding.ASCII.GetString(master.Unwrap(wrapped, PasswordPurpose(name)));
    }

    /// <summary>An instance's keys as they lie there, wrapped.</summary>
    internal async Task<BackedKey[]> WrappedKeysAsync(string name, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<BackedKey>(
            "select key_id as id, wrapped, created_at, retired_at from instance_keys where instance = @name order by key_id",
            new { name })];
    }

    /// <summary>Opens keys that lay under a name.</summary>
    internal DataKeyRing Open(IEnumerable<BackedKey> keys, string name) =>
        new([.. keys.Select(key => new DataKey(key.Id, master.Unwrap(key.Wrapped, KeyPurpose(name, key.Id))))]);

    /// <summary>Wraps keys that lay under one name for another.</summary>
    internal BackedKey[] Rename(IEnumerable<BackedKey> keys, string from, string to) =>
        [.. keys.Select(key => key with { Wrapped = Rewrap(key, from, to) })];

    private byte[] Rewrap(BackedKey key, string from, string to)
    {
        byte[] secret = master.Unwrap(key.Wrapped, KeyPurpose(from, key.Id));
        byte[] wrapped = master.Wrap(secret, KeyPurpose(to, key.Id));
        CryptographicOperations.ZeroMemory(secret);
        return wrapped;
    }

    internal async Task<DataKeyRing> KeysAsync(string name, CancellationToken cancellationToken)
    {
        return Open(await WrappedKeysAsync(name, cancellationToken), name);
    }

    internal async Task SetStateAsync(string name, string state, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "update instances set state = @state, archived_at = case when @state = 'archived' then @now else null end where name = @name",
            new { name, state, now = Now });
    }

    internal async Task SetSchemaAsync(string name, int schema, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("update instances set schema_number = @schema where name = @name", new { name, schema });
    }

    /// <summary>Forgets the instance; with its keys gone, no copy of its database can be read.</summary>
    internal async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "delete from instance_keys where instance = @name; delete from instances where name = @name",
            new { name });
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private static string PasswordPurpose(string name) => $"password of instance {name}";

    private static string KeyPurpose(string name, int id) => $"key {id} of instance {name}";

    private async Task AddKeysAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string name)
    {
        foreach (int id in (int[])[DataKey.IndexId, 1])
        {
            byte[] secret = RandomNumberGenerator.GetBytes(MasterKey.Size);
            await connection.ExecuteAsync(InsertKey, new { instance = name, id, wrapped = master.Wrap(secret, KeyPurpose(name, id)), now = Now }, transaction);
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
