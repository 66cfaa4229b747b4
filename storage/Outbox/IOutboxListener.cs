using InvestBot.Storage.Commits;

namespace InvestBot.Storage.Outbox;

/// <summary>Told of messages that have become durable.</summary>
public interface IOutboxListener
{
    /// <summary>
    /// Called in commit order for each instance, after the commit is durable and before the writing grain resumes, so that
    /// whoever waits for the outbox to drain never misses one. Must be quick: it holds up the next commit. Thread-safe
    /// across instances.
    /// </summary>
    void Committed(string instance, IReadOnlyList<OutboxMessage> messages);

    /// <summary>
    /// Called when a commit's answer was lost, or when it met a version that somebody else wrote, before the writing grain
    /// resumes: messages may be durable without having been told of, and must be read as pending before any later one is
    /// delivered.
    /// </summary>
    void Uncertain(string instance);
}
