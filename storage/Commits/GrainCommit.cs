namespace InvestBot.Storage.Commits;

/// <summary>Everything that one write of a grain makes durable, all or nothing. What it holds is not changed after it was given to a store.</summary>
/// <param name="Grain">Whose state it is.</param>
/// <param name="ExpectedVersion">The version last read or written; 0 when there was none.</param>
/// <param name="Data">The new state; null clears it.</param>
/// <param name="Events">Journal records, in order.</param>
/// <param name="Outbox">Messages, in order.</param>
/// <param name="Rows">Rows to insert or replace.</param>
public sealed record GrainCommit(
    GrainAddress Grain,
    long ExpectedVersion,
    ReadOnlyMemory<byte>? Data,
    IReadOnlyList<JournalEvent> Events,
    IReadOnlyList<OutboxMessage> Outbox,
    IReadOnlyList<RowWrite> Rows);
