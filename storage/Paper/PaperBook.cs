namespace InvestBot.Storage.Paper;

/// <summary>What the paper venue knows of one account.</summary>
/// <param name="Account">The account. Stored as a keyed digest, and encrypted.</param>
/// <param name="Version">Rises by one with each save, from 1.</param>
/// <param name="Data">The book. Stored encrypted.</param>
public sealed record PaperBook(string Account, long Version, ReadOnlyMemory<byte> Data);

/// <summary>Something that happened at the paper venue.</summary>
/// <param name="Sequence">Its place in the account's history, from 1; 0 before it is stored.</param>
/// <param name="At">Time of the market.</param>
/// <param name="Kind">What, in plain text.</param>
/// <param name="Data">The event. Stored encrypted.</param>
public sealed record PaperEvent(long Sequence, DateTimeOffset At, string Kind, ReadOnlyMemory<byte> Data);

/// <summary>Somebody else has saved the book since it was read. Nothing was written.</summary>
public sealed class PaperBookConflictException(string account, long expected)
    : Exception($"The book of paper account '{account}' is no longer at version {expected}.");
