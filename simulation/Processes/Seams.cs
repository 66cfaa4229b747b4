using InvestBot.Exchanges.Venues;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Outbox;

namespace InvestBot.Simulation.Processes;

/// <summary>Puts something between the grains and the world: how tests plant a mistake and see that it is found.</summary>
public sealed record Seams
{
    /// <summary>Around the database; it is also given the outbox's table and the venue.</summary>
    public Func<ICommitStore, IOutboxStore, Func<IExchange>, ICommitStore> Commits { get; init; } = (inner, _, _) => inner;

    /// <summary>Around the outbox's table.</summary>
    public Func<IOutboxStore, IOutboxStore> Outbox { get; init; } = inner => inner;

    /// <summary>Around the venue.</summary>
    public Func<IExchange, IExchange> Venue { get; init; } = inner => inner;
}
