using InvestBot.Storage.Commits;

namespace InvestBot.Storage.Outbox;

/// <summary>Messages that are durable and not yet acknowledged.</summary>
public interface IOutboxStore
{
    /// <summary>All pending messages of an instance in the order of their commits.</summary>
    Task<IReadOnlyList<OutboxMessage>> ReadPendingAsync(string instance, CancellationToken cancellationToken);

    /// <summary>Forgets delivered messages. May be lost in a crash: then they are delivered again.</summary>
    Task AcknowledgeAsync(string instance, IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken);

    /// <summary>How many messages are pending.</summary>
    Task<long> CountAsync(string instance, CancellationToken cancellationToken);
}
