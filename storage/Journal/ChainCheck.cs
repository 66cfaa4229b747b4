using InvestBot.Storage.Commits;
using InvestBot.Storage.Keys;

namespace InvestBot.Storage.Journal;

/// <summary>Walks a chain from its start, one record at a time.</summary>
internal sealed class ChainCheck(DataKeyRing keys) : IDisposable
{
    private readonly ChainLink _link = new(keys);
    private byte[] _hash = [];
    private long _records;

    internal long Last { get; private set; }

    /// <summary>The first difference, or null to go on.</summary>
    internal ChainReport? Add(long sequence, JournalEvent record, ReadOnlySpan<byte> stored)
    {
        if (sequence != Last + 1)
            return Broken(Last + 1, $"Record {Last + 1} is missing; {sequence} comes after {Last}.");
        _hash = _link.After(_hash, sequence, record);
        if (!stored.SequenceEqual(_hash))
            return Broken(sequence, $"Record {sequence} ({record.Kind}) is not what was written there.");
        Last = sequence;
        _records++;
        return null;
    }

    internal ChainReport Unreadable(long sequence) => Broken(sequence, $"The content of record {sequence} was changed or moved there: it does not decrypt in its place.");

    /// <summary>The end must be where the head says.</summary>
    internal ChainReport End(Head head) => head.Sequence == Last && head.Hash.AsSpan().SequenceEqual(_hash)
        ? new ChainReport(_records, null, null)
        : Broken(Last + 1, $"The journal ends at {Last}, and its head says {head.Sequence}.");

    private ChainReport Broken(long sequence, string difference) => new(_records, difference, sequence);

    public void Dispose() => _link.Dispose();
}
