using InvestBot.Domain.Markets;
using InvestBot.Grains.Markets;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Outbox;

namespace InvestBot.Grains.Tests.Worlds;

/// <summary>What goes wrong without the process dying.</summary>
internal sealed class Faults : IOutboxListener
{
    [ThreadStatic]
    private static bool _unheard;

    /// <summary>Which commits the database refuses.</summary>
    internal Func<string, GrainCommit, bool> Refused { get; set; } = (_, _) => false;

    /// <summary>Which commits become durable without anybody hearing of it.</summary>
    internal Func<string, GrainCommit, bool> Unanswered { get; set; } = (_, _) => false;

    /// <summary>Which histories can't be read.</summary>
    internal Func<InstrumentId, bool> Unreadable { get; set; } = _ => false;

    /// <summary>What happens after the venue was asked for its books, and before whoever asked compares them.</summary>
    internal Func<Task> AfterSnapshot { get; set; } = () => Task.CompletedTask;

    internal bool AcknowledgementsAreLost { get; set; }

    internal IOutboxListener? Listener { get; set; }

    public void Committed(string instance, IReadOnlyList<OutboxMessage> messages)
    {
        if (!_unheard) Listener?.Committed(instance, messages);
    }

    public void Uncertain(string instance) => Listener?.Uncertain(instance);

    internal async Task<long> CommitAsync(ICommitStore store, string instance, GrainCommit commit)
    {
        if (Refused(instance, commit)) throw new CommitRefusedException("The database is away.", new IOException("No route."));
        if (!Unanswered(instance, commit)) return await store.CommitAsync(instance, commit);
        _unheard = true;
        try
        {
            // The storage in memory commits and announces before it returns.
            _ = store.CommitAsync(instance, commit);
        }
        finally
        {
            _unheard = false;
        }
        Uncertain(instance);
        throw new CommitUnknownException(new IOException("The connection broke."));
    }
}

internal sealed class FaultyHistory(IBarHistory inner, Faults faults) : IBarHistory
{
    public ValueTask<IReadOnlyList<Bar>> ReadAsync(string recording, InstrumentId instrument, DateTimeOffset from, DateTimeOffset before) =>
        faults.Unreadable(instrument) ? throw new IOException("The disk is away.") : inner.ReadAsync(recording, instrument, from, before);

    public ValueTask<System.Collections.Immutable.ImmutableArray<Domain.Signals.SentimentReading>> ReadingsAsync(string recording, InstrumentId instrument) => inner.ReadingsAsync(recording, instrument);
}
