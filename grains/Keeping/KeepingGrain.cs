using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Storage.Commits;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Grains.Keeping;

/// <summary>A grain whose state, journal records, messages and rows become durable in one commit.</summary>
/// <typeparam name="T">What it keeps; immutable.</typeparam>
public abstract class KeepingGrain<T>(string kind, IPersistentState<Stored<T>> store) : Grain
    where T : class
{
    /// <summary>This grain as a source or target of facts.</summary>
    protected string Address => Addresses.Of(kind, this.GetPrimaryKeyString());

    /// <summary>What is kept; <c>null</c> before the first commit.</summary>
    protected T? Kept => store.State.Value;

    /// <summary>The sequence of the last message that was committed; 0 before the first.</summary>
    protected long Sent => store.State.OutboxSequence;

    /// <summary>Ends this activation: the next call reads what is stored.</summary>
    public Task Reread()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    /// <summary>The next commit: a value, and what is attached to it.</summary>
    protected Stored<T> Next(T value) => store.State.Next(value);

    /// <summary>Makes it durable. After any error nobody knows what is: the grain ends and reads again.</summary>
    protected async Task Commit(Stored<T> next)
    {
        var before = store.State;
        store.State = next;
        try
        {
            await store.WriteStateAsync();
        }
        catch
        {
            store.State = before;
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>Applies the facts that were not applied before, in one commit.</summary>
    /// <param name="batch">As delivered.</param>
    /// <param name="apply">Changes the next commit's value and attaches what follows from the fact.</param>
    /// <returns>True when anything was new.</returns>
    protected async Task<bool> Apply(FactBatch batch, Action<Stored<T>, Fact> apply)
    {
        Stored<T>? next = null;
        foreach (var fact in batch.Facts)
        {
            if ((next ?? store.State).HasApplied(batch.Source, fact.Sequence)) continue;
            next ??= store.State.Next(store.State.Value);
            apply(next, DomainJson.Read<Fact>(fact.Json));
            next.Applied(batch.Source, fact.Sequence);
        }
        if (next is null) return false;
        await Commit(next);
        return true;
    }
}
