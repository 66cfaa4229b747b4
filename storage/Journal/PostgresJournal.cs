using System.Data;
using System.Security.Cryptography;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Keys;
using Npgsql;

namespace InvestBot.Storage.Journal;

/// <summary>The journal of each instance's database.</summary>
public sealed class PostgresJournal(InstanceDatabases databases) : IJournalReader
{
    private const string Columns = "sequence, at, kind, version, ref, data, hash";

    private const string Filter = """
        from journal
        where sequence > $1 and sequence < $2 and ($3::text is null or ref = $3 and ref <> '') and ($4::text is null or kind = $4)
        """;

    private const string OldestFirst = $"select {Columns} {Filter} order by sequence limit $5";

    private const string NewestFirst = $"select {Columns} {Filter} order by sequence desc limit $5";

    private const string All = $"select {Columns} from journal order by sequence";

    private const string ReadHead = "select sequence, hash, outbox from head";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JournalRecord>> PageAsync(string instance, JournalQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, JournalQuery.LargestPage);
        InstanceDatabase database = await databases.OpenAsync(instance, cancellationToken);
        return await database.QueryAsync(connection => PageAsync(database.Keys, connection, query, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<long> LastSequenceAsync(string instance, CancellationToken cancellationToken)
    {
        InstanceDatabase database = await databases.OpenAsync(instance, cancellationToken);
        Head head = await database.QueryAsync(connection => HeadAsync(connection, null, cancellationToken), cancellationToken);
        return head.Sequence;
    }

    /// <inheritdoc/>
    public async Task<ChainReport> VerifyAsync(string instance, CancellationToken cancellationToken)
    {
        InstanceDatabase database = await databases.OpenAsync(instance, cancellationToken);
        return await database.QueryAsync(connection => VerifyAsync(database.Keys, connection, cancellationToken), cancellationToken);
    }

    private static async Task<List<JournalRecord>> PageAsync(
        DataKeyRing keys,
        NpgsqlConnection connection,
        JournalQuery query,
        CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new(query.NewestFirst ? NewestFirst : OldestFirst, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = query.After });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = query.Before ?? long.MaxValue });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = query.Ref });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = query.Kind });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = query.Limit });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<JournalRecord> records = [];
        while (await reader.ReadAsync(cancellationToken))
            records.Add(new JournalRecord(reader.GetInt64(0), Open(keys, reader)));
        return records;
    }

    internal static async Task<ChainReport> VerifyAsync(DataKeyRing keys, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Head and records must be of one moment while the instance goes on trading.
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        Head head = await HeadAsync(connection, transaction, cancellationToken);
        await using NpgsqlCommand command = new(All, connection, transaction) { CommandTimeout = 0 };
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        using ChainCheck check = new(keys);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (Check(check, keys, reader) is { } difference)
                return difference;
        }

        return check.End(head);
    }

    private static ChainReport? Check(ChainCheck check, DataKeyRing keys, NpgsqlDataReader reader)
    {
        try
        {
            return check.Add(reader.GetInt64(0), Open(keys, reader), reader.GetFieldValue<byte[]>(6));
        }
        catch (CryptographicException)
        {
            return check.Unreadable(reader.GetInt64(0));
        }
    }

    private static JournalEvent Open(DataKeyRing keys, NpgsqlDataReader reader)
    {
        byte[] data = keys.Open(reader.GetFieldValue<byte[]>(5), Associated.With("journal", [], reader.GetInt64(0)));
        return new JournalEvent(reader.GetString(2), reader.GetInt32(3), reader.GetString(4), reader.GetFieldValue<DateTime>(1), data);
    }

    internal static async Task<Head> HeadAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new(ReadHead, connection, transaction);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new Head(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2));
    }
}
