using System.Globalization;
using System.Text;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Rows;
using Npgsql;

namespace InvestBot.Storage.Journal;

/// <summary>Turns the members of a group into one statement, which is one transaction: all of them count, or none.</summary>
/// <param name="head">The head as it is taken for.</param>
/// <param name="now">When it is written.</param>
/// <param name="keys">What encrypts.</param>
internal sealed class GroupWrite(Head head, DateTime now, DataKeyRing keys)
{
    /// <summary>The error (division by zero) by which the database ends the transaction when a head or a version is not what it was taken for.</summary>
    internal const string Outdated = "22012";

    private const int TypicalLength = 2048;

    private readonly StringBuilder _with = new(TypicalLength);
    private readonly StringBuilder _checks = new();
    private readonly List<NpgsqlParameter> _values = [];

    /// <summary>The head after what was built is written.</summary>
    internal Head Next { get; private set; } = Head.Start;

    internal NpgsqlCommand Build(NpgsqlConnection connection, IReadOnlyList<SealedCommit> members)
    {
        // Everything else joins the moved head: whoever writes at the same time waits there first, and nothing is written beside another head.
        (Next, JournalColumns? journal) = Chain(members);
        Outbox.OutboxRow[] messages = [.. members.SelectMany(member => member.Messages)];
        Next = Next with { Outbox = head.Outbox + messages.Length };
        Write("moved", $"update head set sequence = {Value(Next.Sequence)}, hash = {Value(Next.Hash)}, outbox = {Value(Next.Outbox)} where sequence = {Value(head.Sequence)} and hash = {Value(head.Hash)} and outbox = {Value(head.Outbox)} returning 1");
        Check("moved", 1);
        WriteStates(members);
        if (journal is not null) WriteJournal(journal);
        if (messages.Length > 0) WriteOutbox(messages);
        WriteRows(members);
        NpgsqlCommand command = new($"with {_with} select {_checks}", connection);
        foreach (NpgsqlParameter value in _values)
            command.Parameters.Add(value);
        return command;
    }

    private void WriteStates(IReadOnlyList<SealedCommit> members)
    {
        // A grain may be here twice when its second write was queued behind its first: the later one is the state.
        Dictionary<byte[], (SealedCommit State, long Expected)> last = new(ByteKeys.Instance);
        foreach (SealedCommit member in members)
            last[member.Grain] = last.TryGetValue(member.Grain, out var first) ? first with { State = member } : (member, member.Commit.ExpectedVersion);
        (SealedCommit State, long Expected)[] stored = [.. last.Values.Where(item => item.Expected > 0)];
        if (stored.Length > 0)
        {
            Write("changed", $"""
                update grain_state stored set version = u.version, at = {Value(now)}, data = u.data
                from moved, {Table(Column(stored, item => item.State.Grain), Column(stored, item => item.Expected), Column(stored, item => item.State.NewVersion), Column(stored, item => item.State.Data))} as u (grain, expected, version, data)
                where stored.grain = u.grain and stored.version = u.expected
                returning 1
                """);
            Check("changed", stored.Length);
        }

        SealedCommit[] fresh = [.. last.Values.Where(item => item.Expected == 0).Select(item => item.State)];
        if (fresh.Length == 0) return;
        Write("added", $"""
            insert into grain_state (grain, kind, name, version, at, data)
            select u.grain, u.kind, u.name, u.version, {Value(now)}, u.data
            from moved, {Table(Column(fresh, state => state.Grain), Column(fresh, state => state.Commit.Grain.Type), Column(fresh, state => state.Name), Column(fresh, state => state.NewVersion), Column(fresh, state => state.Data))} as u (grain, kind, name, version, data)
            on conflict (grain) do nothing
            returning 1
            """);
        Check("added", fresh.Length);
    }

    private (Head Next, JournalColumns? Columns) Chain(IReadOnlyList<SealedCommit> members)
    {
        JournalEvent[] events = [.. members.SelectMany(member => member.Commit.Events)];
        if (events.Length == 0) return (head, null);
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

        return (head with { Sequence = sequences[^1], Hash = hash }, new JournalColumns(events, sequences, hashes, data));
    }

    private void WriteJournal(JournalColumns journal) => Write("journaled", $"""
        insert into journal (sequence, at, kind, version, ref, hash, data)
        select u.* from moved, {Table(Column(journal.Sequences), Column(journal.Events, record => Microseconds.Utc(record.At)), Column(journal.Events, record => record.Kind), Column(journal.Events, record => record.Version), Column(journal.Events, record => record.Ref), Column(journal.Hashes), Column(journal.Data))} as u
        """);

    private void WriteOutbox(Outbox.OutboxRow[] messages) => Write("announced", $"""
        insert into outbox (source, sequence, position, kind, message)
        select u.* from moved, {Table(Column(messages, message => message.Source), Column(messages, message => message.Sequence), Column([.. Enumerable.Range(1, messages.Length).Select(place => head.Outbox + place)]), Column(messages, message => message.Kind), Column(messages, message => message.Message))} as u
        """);

    private void WriteRows(IReadOnlyList<SealedCommit> members)
    {
        SortedDictionary<RowTable, Dictionary<string, (RowWrite Row, byte[] Data)>> tables = [];
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
            // Only table names, which are ours, are put into the text.
            Write($"{RowTables.Name(table)}_written", $"""
                insert into {RowTables.Name(table)} (id, status, at, data)
                select u.* from moved, {Table(Column(rows, row => row.Row.Id), Column(rows, row => row.Row.Status), Column(rows, row => Microseconds.Utc(row.Row.At)), Column(rows, row => row.Data))} as u
                on conflict ({RowTables.Key(table)}) do update set status = excluded.status, at = excluded.at, data = excluded.data
                """);
        }
    }

    private void Write(string name, string statement)
    {
        if (_with.Length > 0) _with.Append(", ");
        _with.Append(name).Append(" as (").Append(statement).Append(')');
    }

    // The whole transaction ends when fewer rows were written than asked.
    private void Check(string name, int rows)
    {
        if (_checks.Length > 0) _checks.Append(", ");
        _checks.Append("1 / ((select count(*) from ").Append(name).Append(") / ").Append(Value((long)rows)).Append(')');
    }

    // Of one row the planner knows that it is one, and looks it up; of a list it only guesses.
    private static string Table(params ReadOnlySpan<(string Value, bool IsOne)> columns)
    {
        StringBuilder text = new();
        foreach ((string value, _) in columns)
            text.Append(text.Length > 0 ? ", " : "").Append(value);
        return columns[0].IsOne ? $"(values ({text}))" : $"unnest({text})";
    }

    private (string Value, bool IsOne) Column<TItem, TValue>(TItem[] items, Converter<TItem, TValue> value) => Column(Array.ConvertAll(items, value));

    private (string Value, bool IsOne) Column<T>(T[] values) => values is [var one] ? (Value(one), true) : (Value(values), false);

    private string Value<T>(T value)
    {
        _values.Add(new NpgsqlParameter<T> { TypedValue = value });
        return string.Create(CultureInfo.InvariantCulture, $"${_values.Count}");
    }

    /// <summary>What goes into the journal.</summary>
    private sealed record JournalColumns(JournalEvent[] Events, long[] Sequences, byte[][] Hashes, byte[][] Data);
}
