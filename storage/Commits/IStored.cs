namespace InvestBot.Storage.Commits;

/// <summary>What a grain storage looks for beside the state itself. Implemented by <see cref="Stored{TState}"/> and nothing else.</summary>
public interface IStored
{
    IReadOnlyList<JournalEvent> Events { get; }

    IReadOnlyList<OutboxMessage> Outbox { get; }

    IReadOnlyList<RowWrite> Rows { get; }

    /// <summary>Called once the commit is durable: what was written must not be written again.</summary>
    void Committed();
}
