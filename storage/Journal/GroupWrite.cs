using InvestBot.Storage.Commits;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Rows;
using Npgsql;

namespace InvestBot.Storage.Journal;

/// <summary>Turns the members of a group into the statements of one batch, which is one transaction: all of them count, or none.</summary>
/// <param name="head">The head as it is taken for.</param>
/// <param name="now">When it is written.</param>
/// <param name="keys">What encrypts.</param>
internal sealed class GroupWrite(Head head, DateTime now, DataKeyRing keys)
{
    /// <summary>The error (division by zero) by which the database ends the transaction when a head or a version is not what it was taken for.</summary>
    internal const string Outdated = "22012";

    // First: whoever writes at the same time waits here, and what the next statement sees is what stands when the lock is had.
    private const string MoveHead = """
        with moved as (update head set sequence = $1, hash = $2, outbox = $3 where sequence = $4 and hash = $5 and outbox = $6 returning 1)
        select 1 / count(*) from moved
        """;

    private const string WriteStates = """
        with written as (
          insert into grain_state (grain, kind, name, version, at, data)
          select u.grain, u.kind, u.name, u.version, $5, u.data
          from unnest($1, $2, $3, $4, $6, $7) as u (grain, kind, name, version, data, expected)
          where u.expected = 0 or exists (select from grain_state stored where stored.grain = u.grain)
          on conflict (grain) do update set version = excluded.version, at = excluded.at, data = excluded.data
          where grain_state.version = (select u.expected from unnest($1, $7) as u (grain, expected) where u.grain = excluded.grain)
          returning 1)
        select 1 / (count(*) / cardinality($1)) from written
        """;

    private const string WriteJournal = """
        insert into journal (sequence, at, kind, version, ref, hash, data)
        select * from unnest($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string WriteOutbox = """
        insert into outbox (source, sequence, position, kind, message)
        select * from unnest($1, $2, $3, $4, $5)
        """;

    /// <summary>The head after what was built is written.</summary>
    internal Head Next { get; private set; } = Head.Start;

    internal NpgsqlBatch Build(NpgsqlConnection connection, IReadOnlyList<SealedCommit> members)
    {
        NpgsqlBatch batch = new(connection);
        NpgsqlBatchCommand first = new(MoveHead);
        batch.BatchCommands.Add(first);
        AddStates(batch, members);
        Next = AddOutbox(batch, members, AddJournal(batch, members));
        AddRows(batch, members);
        foreach (NpgsqlParameter value in (ReadOnlySpan<NpgsqlParameter>)[Value(Next.Sequence), Value(Next.Hash), Value(Next.Outbox), Value(head.Sequence), Value(head.Hash), Value(head.Outbox)])
            first.Parameters.Add(value);
        return batch;
    }

    private void AddStates(NpgsqlBatch batch, IReadOnlyList<SealedCommit> members)
    {
        // A grain may be here twice when its second write was queued behind its first: the later one is the state.
        Dictionary<byte[], (SealedCommit State, byte[] Name, long Expected)> last = new(ByteKeys.Instance);
        foreach (SealedCommit member in members)
            last[member.Grain] = last.TryGetValue(member.Grain, out var first) ? first with { State = member } : (member, member.Name, member.Commit.ExpectedVersion);
        (SealedCommit State, byte[] Name, long Expected)[] states = [.. last.Values];
        Add(
            batch,
            WriteStates,
            Value(Array.ConvertAll(states, item => item.State.Grain)),
            Value(Array.ConvertAll(states, item => item.State.Commit.Grain.Type)),
            Value(Array.ConvertAll(states, item => item.Name)),
            Value(Array.ConvertAll(states, item => item.State.NewVersion)),
            Value(now),
            Value(Array.ConvertAll(states, item => item.State.Data)),
            Value(Array.ConvertAll(states, item => item.Expected)));
    }

    private Head AddJournal(NpgsqlBatch batch, IReadOnlyList<SealedCommit> members)
    {
        JournalEvent[] events = [.. members.SelectMany(member => member.Commit.Events)];
        if (events.Length == 0)
            return head;
        using ChainLink chain = new(keys);
        long[] sequences = new long[events.Length];
        byte[][] hashes = new byte[events.Length][];
        byte[][] data = new byte[events.Length][];
        byte[] hash = head.Hash;
        for (int i = 0; i < events.Length; i++)
        {
            sequences[i] = head.Sequence + 1 + i;
            hash = hashes[i] = chain.After(hash, sequences[i], events[i]);
            data[i] = keys.Seal(events[i].Data.Span, Associated.With("journal", [], sequences[i]));
        }

        Add(
            batch,
            WriteJournal,
            Value(sequences),
            Value(Array.ConvertAll(events, record => Microseconds.Utc(record.At))),
            Value(Array.ConvertAll(events, record => record.Kind)),
            Value(Array.ConvertAll(events, record => record.Version)),
            Value(Array.ConvertAll(events, record => record.Ref)),
            Value(hashes),
            Value(data));
        return head with { Sequence = sequences[^1], Hash = hash };
    }

    private static Head AddOutbox(NpgsqlBatch batch, IReadOnlyList<SealedCommit> members, Head head)
    {
        Outbox.OutboxRow[] messages = [.. members.SelectMany(member => member.Messages)];
        if (messages.Length == 0)
            return head;
        long[] positions = new long[messages.Length];
        for (int i = 0; i < messages.Length; i++)
            positions[i] = head.Outbox + 1 + i;
        Add(
            batch,
            WriteOutbox,
            Value(Array.ConvertAll(messages, message => message.Source)),
            Value(Array.ConvertAll(messages, message => message.Sequence)),
            Value(positions),
            Value(Array.ConvertAll(messages, message => message.Kind)),
            Value(Array.ConvertAll(messages, message => message.Message)));
        return head with { Outbox = positions[^1] };
    }

    private static void AddRows(NpgsqlBatch batch, IReadOnlyList<SealedCommit> members)
    {
        Dictionary<RowTable, Dictionary<string, (RowWrite Row, byte[] Data)>> tables = [];
        foreach (SealedCommit member in members)
        {
            for (int i = 0; i < member.Rows.Count; i++)
            {
                RowWrite row = member.Commit.Rows[i];
                if (!tables.TryGetValue(row.Table, out Dictionary<string, (RowWrite, byte[])>? rows))
                    tables[row.Table] = rows = new(StringComparer.Ordinal);
                rows[row.Id] = (row, member.Rows[i]);
            }
        }

        foreach ((RowTable table, Dictionary<string, (RowWrite Row, byte[] Data)> byId) in tables)
        {
            (RowWrite Row, byte[] Data)[] rows = [.. byId.Values];
            Add(
                batch,
                RowStatements.Write(table),
                Value(Array.ConvertAll(rows, row => row.Row.Id)),
                Value(Array.ConvertAll(rows, row => row.Row.Status)),
                Value(Array.ConvertAll(rows, row => Microseconds.Utc(row.Row.At))),
                Value(Array.ConvertAll(rows, row => row.Data)));
        }
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        NpgsqlBatchCommand command = new(sql);
        foreach (NpgsqlParameter parameter in parameters)
            command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }
}
