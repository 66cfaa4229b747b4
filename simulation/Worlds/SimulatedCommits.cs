using InvestBot.Simulation.Faults;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Outbox;

namespace InvestBot.Simulation.Worlds;

/// <summary>The database as one process sees it: it refuses, hangs, and loses answers. Everything that becomes durable is shown to the witness.</summary>
internal sealed class SimulatedCommits(World world) : ICommitStore, IOutboxListener
{
    private bool _unheard;

    /// <summary>The process's own outbox.</summary>
    internal IOutboxListener? Listener { get; set; }

    public Task<GrainRecord?> ReadAsync(string instance, GrainAddress grain, CancellationToken cancellationToken) =>
        world.Happens(FaultKind.StateUnread)
            ? Task.FromException<GrainRecord?>(new IOException("The database did not answer."))
            : world.Storage.ReadAsync(instance, grain, cancellationToken);

    public IAsyncEnumerable<KeyValuePair<GrainAddress, GrainRecord>> ReadAllAsync(string instance, CancellationToken cancellationToken) =>
        world.Storage.ReadAllAsync(instance, cancellationToken);

    public Task<long> CommitAsync(string instance, GrainCommit commit)
    {
        if (world.Happens(FaultKind.CommitRefused)) return Task.FromException<long>(new CommitRefusedException("The database refused.", new IOException("It is away.")));
        var (hung, slow) = (world.Happens(FaultKind.CommitHung), world.Happens(FaultKind.CommitSlow));
        var (late, lost) = (world.Happens(FaultKind.AnswerHung), world.Happens(FaultKind.CommitLost));
        return hung || slow || late || lost ? CommitAsync(instance, commit, hung, slow, late, lost) : CarryOut(instance, commit);
    }

    public void Committed(string instance, IReadOnlyList<OutboxMessage> messages)
    {
        if (!_unheard) Listener?.Committed(instance, messages);
    }

    public void Uncertain(string instance)
    {
        if (!_unheard) Listener?.Uncertain(instance);
    }

    private async Task<long> CommitAsync(string instance, GrainCommit commit, bool hung, bool slow, bool late, bool lost)
    {
        if (hung || slow)
        {
            world.UnderWay.Add((instance, commit));
            await (hung ? world.Delay(31_000, 45_000) : world.Delay(1, 400));
            world.UnderWay.Remove((instance, commit));
        }
        _unheard = lost;
        Task<long> done;
        try
        {
            done = CarryOut(instance, commit);
        }
        finally
        {
            _unheard = false;
        }
        if (late) await world.Delay(31_000, 45_000);
        if (lost && done.IsFaulted) Uncertain(instance);
        if (!lost || done.IsFaulted) return await done;
        Uncertain(instance);
        throw new CommitUnknownException(new IOException("The connection broke."));
    }

    /// <summary>The database without its faults, for a commit of a process that is dead: it comes through after all, and nobody hears of it.</summary>
    internal ICommitStore ForTheDead => new Unheard(this);

    // The storage in memory has done it before it returns.
    private Task<long> CarryOut(string instance, GrainCommit commit)
    {
        var done = world.Storage.CommitAsync(instance, commit);
        if (done.IsCompletedSuccessfully) world.Witness.Committed(instance, commit);
        else world.Trace.Note($"conflict {commit.Grain.Type}/{commit.Grain.Key} at v{commit.ExpectedVersion}");
        return done;
    }

    private sealed class Unheard(SimulatedCommits owner) : ICommitStore
    {
        public Task<GrainRecord?> ReadAsync(string instance, GrainAddress grain, CancellationToken cancellationToken) => owner.ReadAsync(instance, grain, cancellationToken);

        public IAsyncEnumerable<KeyValuePair<GrainAddress, GrainRecord>> ReadAllAsync(string instance, CancellationToken cancellationToken) => owner.ReadAllAsync(instance, cancellationToken);

        public Task<long> CommitAsync(string instance, GrainCommit commit)
        {
            owner._unheard = true;
            try
            {
                return owner.CarryOut(instance, commit);
            }
            finally
            {
                owner._unheard = false;
            }
        }
    }
}

/// <summary>The outbox's table as one process sees it.</summary>
internal sealed class SimulatedOutbox(World world) : IOutboxStore
{
    public Task<IReadOnlyList<OutboxMessage>> ReadPendingAsync(string instance, CancellationToken cancellationToken) =>
        world.Happens(FaultKind.OutboxUnread)
            ? Task.FromException<IReadOnlyList<OutboxMessage>>(new IOException("The database did not answer."))
            : world.Storage.ReadPendingAsync(instance, cancellationToken);

    public Task AcknowledgeAsync(string instance, IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        if (world.Happens(FaultKind.AcknowledgementLost)) return Task.FromException(new IOException("The database did not answer."));
        world.Trace.Note($"acknowledged {messages.Count} of {instance}");
        world.Witness.Messages.Acknowledged(messages);
        return world.Storage.AcknowledgeAsync(instance, messages, cancellationToken);
    }

    public Task<long> CountAsync(string instance, CancellationToken cancellationToken) => world.Storage.CountAsync(instance, cancellationToken);
}
