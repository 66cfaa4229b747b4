namespace InvestBot.Storage.Journal;

/// <summary>The last of everything that an instance counts: the journal's sequence and hash, and the outbox's position.</summary>
internal sealed record Head(long Sequence, byte[] Hash, long Outbox)
{
    /// <summary>True for the same place, by content.</summary>
    internal bool Is(Head other) => (Sequence, Outbox) == (other.Sequence, other.Outbox) && Hash.AsSpan().SequenceEqual(other.Hash);

    internal static Head Start { get; } = new(0, [], 0);
}
