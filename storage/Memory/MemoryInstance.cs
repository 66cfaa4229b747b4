using InvestBot.Storage.Commits;
using InvestBot.Storage.Journal;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Rows;

namespace InvestBot.Storage.Memory;

/// <summary>One instance's tables in memory. Callers hold its lock.</summary>
internal sealed class MemoryInstance(DataKeyRing keys) : IDisposable
{
    private readonly ChainLink _chain = new(keys);
    private readonly ChainCheck _verified = new(keys);
    private Head _head = Head.Start;

    internal Lock Gate { get; } = new();

    internal Dictionary<GrainAddress, GrainRecord> States { get; } = [];

    internal List<(JournalRecord Record, byte[] Hash)> Journal { get; } = [];

    internal List<OutboxMessage> Outbox { get; } = [];

    internal Dictionary<RowTable, Dictionary<string, StoredRow>> Rows { get; } =
        Enum.GetValues<RowTable>().ToDictionary(table => table, _ => new Dictionary<string, StoredRow>(StringComparer.Ordinal));

    internal long Commit(GrainCommit commit)
    {
        long actual = States.TryGetValue(commit.Grain, out GrainRecord? stored) ? stored.Version : 0;
        if (actual != commit.ExpectedVersion)
            throw new CommitConflictException(commit.ExpectedVersion, actual);
        States[commit.Grain] = new GrainRecord(actual + 1, commit.Data);
        foreach (JournalEvent given in commit.Events)
        {
            JournalEvent record = given with { At = Microseconds.Utc(given.At) };
            _head = _head with { Sequence = _head.Sequence + 1, Hash = _chain.After(_head.Hash, _head.Sequence + 1, record) };
            Journal.Add((new JournalRecord(_head.Sequence, record), _head.Hash));
        }

        Outbox.AddRange(commit.Outbox);
        foreach (RowWrite row in commit.Rows)
            Rows[row.Table][row.Id] = new StoredRow(row.Id, row.Status, Microseconds.Utc(row.At), row.Data);
        return actual + 1;
    }

    internal ChainReport Verify()
    {
        using ChainCheck check = new(keys);
        foreach ((JournalRecord record, byte[] hash) in Journal)
        {
            if (check.Add(record.Sequence, record.Event, hash) is { } difference)
                return difference;
        }

        return check.End(_head);
    }

    /// <summary>As <see cref="Verify"/>, but looks only at what was written since this was asked last.</summary>
    internal ChainReport VerifyNew()
    {
        while (_verified.Last < Journal.Count)
        {
            (JournalRecord record, byte[] hash) = Journal[(int)_verified.Last];
            if (_verified.Add(record.Sequence, record.Event, hash) is { } difference)
                return difference;
        }

        return _verified.End(_head);
    }

    public void Dispose()
    {
        _chain.Dispose();
        _verified.Dispose();
    }
}
