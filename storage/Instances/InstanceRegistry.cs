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

    private const string RetireKeys = "update instance_keys set retired_at = @now where instance = @name and key_id <> @index and retired_at is null";

    private const string SelectKeys = """
        select key_id as id, wrapped, created_at, retired_at from instance_keys where instance = @name order by key_id
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
        await KeyCheck.HoldAsync(connection, master);
        await connection.ExecuteAsync(
            InsertInstance,
            new { name, database = InstanceName.Database(name), password = master.Wrap(password, PasswordPurpose(name)), now = Now },
            transaction);
        await AddKeysAsync(connection, transaction, name);
        await transaction.CommitAsync(cancellationToken);
    }

    internal static string NewPassword() => RandomNumberGenerator.GetHexString(48, lowercase: true);

    /// <summary>Writes a restored instance over what is there of that name, within the connection's transaction.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="name">The instance.</param>
    /// <param name="password">Its role's.</param>
    /// <param name="keys">Its keys, as they lay in the backup.</param>
    /// <param name="from">The name that they lay under.</param>
    internal async Task ReplaceAsync(NpgsqlConnection connection, string name, string password, BackedKey[] keys, string from)
    {
        await KeyCheck.HoldAsync(connection, master);
        byte[] wrapped = master.Wrap(Encoding.ASCII.GetBytes(password), PasswordPurpose(name));
        await connection.ExecuteAsync(Replace, new { name, database = InstanceName.Database(name), password = wrapped, now = Now });
        await connection.ExecuteAsync("delete from instance_keys where instance = @name", new { name });
        foreach (BackedKey key in keys)
            await connection.ExecuteAsync(RestoreKey, new { name, key.Id, Wrapped = Rewrap(key, from, name), key.CreatedAt, key.RetiredAt });
    }

    /// <summary>Makes a new data key and retires the one before; at most one at a time for an instance.</summary>
    internal async Task<DataKey> AddKeyAsync(string name, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        await KeyCheck.HoldAsync(connection, master);
        int[] ids = [.. await connection.QueryAsync<int>("select key_id from instance_keys where instance = @name for update", new { name })];
        if (ids.Length == 0)
            throw new InvalidOperationException($"There is no instance '{name}'.");
        DataKey key = new(ids.Max() + 1, RandomNumberGenerator.GetBytes(MasterKey.Size));
        await connection.ExecuteAsync(RetireKeys, new { name, now = Now, index = DataKey.IndexId });
        await connection.ExecuteAsync(InsertKey, new { instance = name, id = key.Id, wrapped = master.Wrap(key.Secret, KeyPurpose(name, key.Id)), now = Now });
        await transaction.CommitAsync(cancellationToken);
        return key;
    }

    internal async Task AddFleetKeysAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await control.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        await KeyCheck.HoldAsync(connection, master);
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
        return [.. await connection.QueryAsync<BackedKey>(SelectKeys, new { name })];
    }

    /// <summary>Opens keys that lay under a name.</summary>
    internal DataKeyRing Open(IEnumerable<BackedKey> keys, string name) => new(Unwrapped(keys, name));

    private byte[] Rewrap(BackedKey key, string from, string to)
    {
        byte[] secret = master.Unwrap(key.Wrapped, KeyPurpose(from, key.Id));
        byte[] wrapped = master.Wrap(secret, KeyPurpose(to, key.Id));
        CryptographicOperations.ZeroMemory(secret);
        return wrapped;
    }

    /// <summary>The keys of an instance; a key that another process made is fetched when something under it is read.</summary>
    internal async Task<DataKeyRing> KeysAsync(string name, CancellationToken cancellationToken) =>
        new(Unwrapped(await WrappedKeysAsync(name, cancellationToken), name), () => Unwrapped(WrappedKeys(name), name));

    private BackedKey[] WrappedKeys(string name)
    {
        using NpgsqlConnection connection = control.OpenConnection();
        return [.. connection.Query<BackedKey>(SelectKeys, new { name })];
    }

    private DataKey[] Unwrapped(IEnumerable<BackedKey> keys, string name) =>
        [.. keys.Select(key => new DataKey(key.Id, master.Unwrap(key.Wrapped, KeyPurpose(name, key.Id))))];

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

    internal static string PasswordPurpose(string name) => $"password of instance {name}";

    internal static string KeyPurpose(string name, int id) => $"key {id} of instance {name}";

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
