using System.Runtime.CompilerServices;
using System.Text;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Keys;
using Npgsql;

namespace InvestBot.Storage.Commits;

/// <summary>Commits into the instance's own database, grouped by its one writer.</summary>
public sealed class PostgresCommits(InstanceDatabases databases) : ICommitStore
{
    private const int Page = 200;

    private const string ReadState = "select version, data from grain_state where grain = $1";

    private const string ReadNext = "select grain, name, version, data from grain_state where grain > $1 order by grain limit $2";

    /// <inheritdoc/>
    public async Task<GrainRecord?> ReadAsync(string instance, GrainAddress grain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grain);
        InstanceDatabase database = await databases.OpenAsync(instance, cancellationToken);
        byte[] key = database.Keys.Blind(grain.Text);
        return await database.QueryAsync(
            async connection =>
            {
                await using NpgsqlCommand command = new(ReadState, connection);
                command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = key });
                await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
                return await reader.ReadAsync(cancellationToken) ? Open(database.Keys, key, reader, 0) : null;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeyValuePair<GrainAddress, GrainRecord>> ReadAllAsync(
        string instance,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        InstanceDatabase database = await databases.OpenAsync(instance, cancellationToken);
        await foreach (KeyValuePair<GrainAddress, GrainRecord> item in ReadAllAsync(
            last => database.QueryAsync(connection => ReadPageAsync(database.Keys, connection, last, cancellationToken), cancellationToken)))
            yield return item;
    }

    /// <summary>All states as the connection's transaction sees them.</summary>
    internal static IAsyncEnumerable<KeyValuePair<GrainAddress, GrainRecord>> ReadAllAsync(NpgsqlConnection connection, DataKeyRing keys, CancellationToken cancellationToken) =>
        ReadAllAsync(last => ReadPageAsync(keys, connection, last, cancellationToken));

    private static async IAsyncEnumerable<KeyValuePair<GrainAddress, GrainRecord>> ReadAllAsync(
        Func<byte[], Task<List<(byte[] Key, GrainAddress Grain, GrainRecord Record)>>> read)
    {
        byte[] last = [];
        while (true)
        {
            List<(byte[] Key, GrainAddress Grain, GrainRecord Record)> page = await read(last);
            foreach ((_, GrainAddress grain, GrainRecord record) in page)
                yield return KeyValuePair.Create(grain, record);
            if (page.Count < Page)
                yield break;
            last = page[^1].Key;
        }
    }

    /// <inheritdoc/>
    public async Task<long> CommitAsync(string instance, GrainCommit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        InstanceDatabase database = await databases.OpenAsync(instance, CancellationToken.None);
        return await database.Writer.CommitAsync(commit);
    }

    private static async Task<List<(byte[] Key, GrainAddress Grain, GrainRecord Record)>> ReadPageAsync(
        DataKeyRing keys,
        NpgsqlConnection connection,
        byte[] last,
        CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new(ReadNext, connection);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = last });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Page });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<(byte[], GrainAddress, GrainRecord)> page = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            byte[] key = reader.GetFieldValue<byte[]>(0);
            byte[] name = keys.Open(reader.GetFieldValue<byte[]>(1), Associated.With("grain_name", key, 0));
            page.Add((key, GrainAddress.Parse(Encoding.UTF8.GetString(name)), Open(keys, key, reader, 2)));
        }

        return page;
    }

    private static GrainRecord Open(DataKeyRing keys, byte[] key, NpgsqlDataReader reader, int column)
    {
        long version = reader.GetInt64(column);
        return reader.IsDBNull(column + 1)
            ? new GrainRecord(version, null)
            : new GrainRecord(version, keys.Open(reader.GetFieldValue<byte[]>(column + 1), Associated.With("grain_state", key, version)));
    }
}
