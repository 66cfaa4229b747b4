using Orleans;
using Orleans.Runtime;

namespace InvestBot.Bench.Engine;

/// <summary>A grain with little to do.</summary>
public interface ICounterGrain : IGrainWithIntegerKey
{
    /// <summary>Adds and gives the sum.</summary>
    ValueTask<long> Add(long amount);

    /// <summary>Adds after giving up the thread once.</summary>
    Task<long> AddLater(long amount);

    /// <summary>Calls another counter so often.</summary>
    Task<long> Forward(ICounterGrain other, int times);
}

/// <inheritdoc cref="ICounterGrain"/>
public sealed class CounterGrain : Grain, ICounterGrain
{
    private long _sum;

    /// <inheritdoc/>
    public ValueTask<long> Add(long amount) => new(_sum += amount);

    /// <inheritdoc/>
    public async Task<long> AddLater(long amount)
    {
        await Task.Yield();
        return _sum += amount;
    }

    /// <inheritdoc/>
    public async Task<long> Forward(ICounterGrain other, int times)
    {
        long sum = 0;
        for (var i = 0; i < times; i++) sum = await other.Add(1);
        return sum;
    }
}

/// <summary>What a ledger keeps.</summary>
[GenerateSerializer]
public sealed class Ledger
{
    /// <summary>How often it was written.</summary>
    [Id(0)]
    public long Entries { get; set; }
}

/// <summary>A grain that writes its state at every call.</summary>
public interface ILedgerGrain : IGrainWithIntegerKey
{
    /// <summary>Counts and writes.</summary>
    Task<long> Enter();
}

/// <inheritdoc cref="ILedgerGrain"/>
public sealed class LedgerGrain([PersistentState("ledger")] IPersistentState<Ledger> ledger) : Grain, ILedgerGrain
{
    /// <inheritdoc/>
    public async Task<long> Enter()
    {
        ledger.State.Entries++;
        await ledger.WriteStateAsync();
        return ledger.State.Entries;
    }
}
