namespace InvestBot.Storage.Journal;

/// <summary>Reads the journal of an instance and checks that nobody changed it.</summary>
public interface IJournalReader
{
    /// <summary>One page.</summary>
    Task<IReadOnlyList<JournalRecord>> PageAsync(string instance, JournalQuery query, CancellationToken cancellationToken);

    /// <summary>The sequence of the last record; 0 when there is none.</summary>
    Task<long> LastSequenceAsync(string instance, CancellationToken cancellationToken);

    /// <summary>
    /// Recomputes the whole chain and names the first difference: a record changed, moved, left out or put in. Only a
    /// database set back as a whole to an earlier moment is not seen.
    /// </summary>
    Task<ChainReport> VerifyAsync(string instance, CancellationToken cancellationToken);
}
