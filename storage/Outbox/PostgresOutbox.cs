using InvestBot.Storage.Commits;
using InvestBot.Storage.Connections;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Keys;
using Npgsql;

namespace InvestBot.Storage.Outbox;

/// <summary>The outbox table of each instance's database.</summary>
public sealed class PostgresOutbox(InstanceDatabases databases) : IOutboxStore
{
    private const string ReadPending = "select source, sequence, kind, message from outbox order by position";

    // A lost acknowledgement only repeats a delivery, so it need not wait for the disk.
    private const string Quick = "set local synchronous_commit = off";

    private const string Delete = """
        delete from outbox using unnest($1, $2) as d (source, sequence)
        where outbox.source = d.source and outbox.sequence = d.sequence
        """;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OutboxMessage>> ReadPendingAsync(string instance, CancellationToken cancellationToken)
    {
        InstanceDatabase database = await databases.OpenAsync(instance, cancellationToken);
        return await database.QueryAsync(connection => ReadPendingAsync(connection, database.Keys, cancellationToken), cancellationToken);
    }

    internal static async Task<List<OutboxMessage>> ReadPendingAsync(NpgsqlConnection connection, DataKeyRing keys, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new(ReadPending, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<OutboxMessage> messages = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            OutboxRow row = new(reader.GetFieldValue<byte[]>(0), reader.GetInt64(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3));
            messages.Add(row.Open(keys));
        }

        return messages;
    }

    /// <inheritdoc/>
    public async Task AcknowledgeAsync(string instance, IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (messages.Count == 0)
            return;
        InstanceDatabase database = await databases.OpenAsync(instance, cancellationToken);
        byte[][] sources = [.. messages.Select(message => OutboxRow.Key(message.Source, database.Keys))];
        long[] sequences = [.. messages.Select(message => message.Sequence)];
        await using Lease lease = await database.RentAsync(cancellationToken);
        await using NpgsqlBatch batch = new(lease.Connection);
        NpgsqlBatchCommand delete = new(Delete);
        delete.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = sources });
        delete.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = sequences });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("begin"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Quick));
        batch.BatchCommands.Add(delete);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        catch
        {
            lease.Discard();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync(string instance, CancellationToken cancellationToken)
    {
        InstanceDatabase database = await databases.OpenAsync(instance, cancellationToken);
        return await database.QueryAsync(
            async connection =>
            {
                await using NpgsqlCommand command = new("select count(*) from outbox", connection);
                return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
            },
            cancellationToken);
    }
}
