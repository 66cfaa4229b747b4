using InvestBot.Engine.Conformance.Engines;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace InvestBot.Engine.Conformance.State;

[GenerateSerializer]
public sealed class Purse
{
    [Id(0)]
    public int Coins { get; set; }
}

public interface IPurse : IGrainWithStringKey
{
    Task<int> Coins();

    Task Put(int coins);

    Task PutWithoutWriting(int coins);

    Task Reread();

    Task Clear();

    Task<bool> Exists();

    Task<int> PutBehindItsBack(int coins);

    Task End();
}

public sealed class PurseGrain(
    [PersistentState("purse")] IPersistentState<Purse> purse,
    [FromKeyedServices("Default")] IGrainStorage storage) : Grain, IPurse
{
    public Task<int> Coins() => Task.FromResult(purse.State.Coins);

    public Task Put(int coins)
    {
        purse.State.Coins = coins;
        return purse.WriteStateAsync();
    }

    public Task PutWithoutWriting(int coins)
    {
        purse.State.Coins = coins;
        return Task.CompletedTask;
    }

    public Task Reread() => purse.ReadStateAsync();

    public Task Clear() => purse.ClearStateAsync();

    public Task<bool> Exists() => Task.FromResult(purse.RecordExists);

    // Another writer, who read the same version and is faster.
    public async Task<int> PutBehindItsBack(int coins)
    {
        var other = new GrainState<Purse>();
        await storage.ReadStateAsync("purse", this.GetGrainId(), other);
        other.State ??= new Purse();
        other.State.Coins = coins;
        await storage.WriteStateAsync("purse", this.GetGrainId(), other);
        return coins;
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public sealed class StateTests
{
    [Fact]
    public async Task State_NeverWritten_IsEmpty()
    {
        await using var silo = await Silo.StartAsync();
        var purse = silo.Grains.GetGrain<IPurse>(Gate.NewName());
        (await purse.Coins()).ShouldBe(0);
        (await purse.Exists()).ShouldBeFalse();
    }

    [Fact]
    public async Task State_Written_IsReadByTheNextActivation()
    {
        await using var silo = await Silo.StartAsync();
        var purse = silo.Grains.GetGrain<IPurse>(Gate.NewName());
        await purse.Put(7);
        (await purse.Exists()).ShouldBeTrue();
        await purse.End();
        (await purse.Coins()).ShouldBe(7);
    }

    [Fact]
    public async Task State_NotWritten_IsLostWithTheActivation()
    {
        await using var silo = await Silo.StartAsync();
        var purse = silo.Grains.GetGrain<IPurse>(Gate.NewName());
        await purse.Put(7);
        await purse.PutWithoutWriting(8);
        await purse.End();
        (await purse.Coins()).ShouldBe(7);
    }

    [Fact]
    public async Task State_Reread_IsWhatTheStoreHas()
    {
        await using var silo = await Silo.StartAsync();
        var purse = silo.Grains.GetGrain<IPurse>(Gate.NewName());
        await purse.Put(7);
        await purse.PutBehindItsBack(9);
        (await purse.Coins()).ShouldBe(7);
        await purse.Reread();
        (await purse.Coins()).ShouldBe(9);
    }

    [Fact]
    public async Task State_WrittenByAnother_FailsTheWriteAndEndsTheActivation()
    {
        await using var silo = await Silo.StartAsync();
        var purse = silo.Grains.GetGrain<IPurse>(Gate.NewName());
        await purse.Put(7);
        await purse.PutBehindItsBack(9);
        await Should.ThrowAsync<InconsistentStateException>(() => purse.Put(8));
        (await purse.Coins()).ShouldBe(9);
        await purse.Put(10);
        (await purse.Coins()).ShouldBe(10);
    }

    [Fact]
    public async Task State_Cleared_IsEmptyAndCanBeMadeAgain()
    {
        await using var silo = await Silo.StartAsync();
        var purse = silo.Grains.GetGrain<IPurse>(Gate.NewName());
        await purse.Put(7);
        await purse.Clear();
        (await purse.Coins()).ShouldBe(0);
        (await purse.Exists()).ShouldBeFalse();
        await purse.Put(3);
        await purse.End();
        (await purse.Coins()).ShouldBe(3);
    }
}
