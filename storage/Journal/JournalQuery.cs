using InvestBot.Storage.Commits;

namespace InvestBot.Storage.Journal;

/// <summary>Which records of an instance's journal, in which order.</summary>
public sealed record JournalQuery
{
    /// <summary>The most records in one page.</summary>
    public const int LargestPage = 1000;

    /// <summary>Only records after this sequence.</summary>
    public long After { get; init; }

    /// <summary>Only records before this sequence; null for no bound.</summary>
    public long? Before { get; init; }

    /// <summary>Only records about this; null for all.</summary>
    public string? Ref { get; init; }

    /// <summary>Only records of this kind; null for all.</summary>
    public string? Kind { get; init; }

    /// <summary>How many at most, 1 to <see cref="LargestPage"/>.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Order by sequence; oldest first unless true.</summary>
    public bool NewestFirst { get; init; }
}

/// <summary>A decrypted record and its place.</summary>
public sealed record JournalRecord(long Sequence, JournalEvent Event);

/// <summary>What a walk over the whole chain found.</summary>
/// <param name="Records">How many records were read.</param>
/// <param name="Difference">One sentence on the first thing that is wrong, or null when nothing is.</param>
/// <param name="Sequence">Where it is, or null.</param>
public sealed record ChainReport(long Records, string? Difference, long? Sequence)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool IsUnbroken => Difference is null;
}
