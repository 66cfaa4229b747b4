using Dapper;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Journal;
using InvestBot.Storage.Keys;
using Npgsql;

namespace InvestBot.Storage.Credentials;

/// <summary>A key that is set. What it is, is not told.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SetAt">When it was set last, machine time.</param>
public sealed record SetCredential(string Name, DateTimeOffset SetAt);

/// <summary>Keys of venues and wallets of each instance, encrypted under the instance's data key.</summary>
public sealed class CredentialStore
{
    /// <summary>The most bytes of one.</summary>
    public const int Largest = 8192;

    private const string Upsert = """
        insert into credentials (name, set_at, data) values ($1, $2, $3)
        on conflict (name) do update set set_at = excluded.set_at, data = excluded.data
        """;

    private readonly InstanceDatabases _databases;
    private readonly TimeProvider _time;

    internal CredentialStore(InstanceDatabases databases, TimeProvider time)
    {
        _databases = databases;
        _time = time;
    }

    /// <summary>Sets a key, in the place of the one of that name.</summary>
    /// <returns>False when the instance is archived and keeps what it has.</returns>
    public async Task<bool> SetAsync(string instance, string name, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken)
    {
        if (!CredentialName.IsValid(name))
            throw new ArgumentException($"'{name}' cannot name a key: use {CredentialName.Rule}.", nameof(name));
        ArgumentOutOfRangeException.ThrowIfZero(secret.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(secret.Length, Largest);
        InstanceDatabase database = await _databases.OpenAsync(instance, cancellationToken);
        DateTime at = Microseconds.Utc(_time.GetUtcNow());
        byte[] data = database.Keys.Seal(secret.Span, Place(name, at));
        try
        {
            await database.QueryAsync(
                async connection =>
                {
                    await using NpgsqlCommand command = Command(connection, Upsert, name);
                    command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = at });
                    command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = data });
                    return await command.ExecuteNonQueryAsync(cancellationToken);
                },
                cancellationToken);
            return true;
        }
        catch (PostgresException archived) when (archived.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction)
        {
            return false;
        }
    }

    /// <summary>Forgets a key, of an archived instance too.</summary>
    /// <returns>False when there is none of that name.</returns>
    public async Task<bool> RemoveAsync(string instance, string name, CancellationToken cancellationToken)
    {
        InstanceDatabase database = await _databases.OpenAsync(instance, cancellationToken);
        return await database.QueryAsync(
            async connection =>
            {
                await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
                // An archived database begins its transactions read-only.
                await connection.ExecuteAsync("set transaction read write");
                await using NpgsqlCommand command = Command(connection, "delete from credentials where name = $1", name);
                int removed = await command.ExecuteNonQueryAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return removed > 0;
            },
            cancellationToken);
    }

    /// <summary>The names of what is set, and since when.</summary>
    public async Task<IReadOnlyList<SetCredential>> ListAsync(string instance, CancellationToken cancellationToken)
    {
        InstanceDatabase database = await _databases.OpenAsync(instance, cancellationToken);
        return await database.QueryAsync(
            async connection =>
            {
                await using NpgsqlCommand command = new("select name, set_at from credentials order by name", connection);
                await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
                List<SetCredential> names = [];
                while (await reader.ReadAsync(cancellationToken))
                    names.Add(new SetCredential(reader.GetString(0), reader.GetFieldValue<DateTime>(1)));
                return names;
            },
            cancellationToken);
    }

    /// <summary>A key itself, or null. Only what talks to the venue asks for it; it zeroes the bytes when it has used them.</summary>
    public async Task<byte[]?> ReadAsync(string instance, string name, CancellationToken cancellationToken)
    {
        InstanceDatabase database = await _databases.OpenAsync(instance, cancellationToken);
        return await database.QueryAsync(
            async connection =>
            {
                await using NpgsqlCommand command = Command(connection, "select set_at, data from credentials where name = $1", name);
                await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
                return await reader.ReadAsync(cancellationToken)
                    ? database.Keys.Open(reader.GetFieldValue<byte[]>(1), Place(name, reader.GetFieldValue<DateTime>(0)))
                    : null;
            },
            cancellationToken);
    }

    private static byte[] Place(string name, DateTime at) => Associated.With("credentials", name, Microseconds.Of(at));

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, string name)
    {
        NpgsqlCommand command = new(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return command;
    }
}
