using InvestBot.Engine.Conformance.Engines;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Engine.Conformance.Life;

public interface IMortal : IGrainWithStringKey
{
    Task<int> Touch();

    Task End();

    Task EndWhileHolding(string gate);

    Task Stay(TimeSpan time);
}

public class MortalBase : Grain, IMortal
{
    private int _touched;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Trace.Add(this.GetPrimaryKeyString(), "begins");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Trace.Add(this.GetPrimaryKeyString(), $"ends {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<int> Touch() => Task.FromResult(++_touched);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task EndWhileHolding(string gate)
    {
        DeactivateOnIdle();
        await Gate.Named(gate).PassAsync();
        _touched = 100;
    }

    public Task Stay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }
}

public interface IOrdinaryMortal : IMortal;

public sealed class OrdinaryMortalGrain : MortalBase, IOrdinaryMortal;

public interface IImmortal : IMortal;

[KeepAlive]
public sealed class ImmortalGrain : MortalBase, IImmortal;

public interface IShortLived : IMortal;

[CollectionAgeLimit(Minutes = 2)]
public sealed class ShortLivedGrain : MortalBase, IShortLived;

public interface IStillborn : IGrainWithStringKey
{
    Task<string> Live();
}

public sealed class StillbornGrain : Grain, IStillborn
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        Trace.Add(this.GetPrimaryKeyString(), "tried");
        if (Trace.Of(this.GetPrimaryKeyString()).Count == 1) throw new InvalidDataException("no state today");
    }

    public Task<string> Live() => Task.FromResult("alive");
}

public interface IUnmade : IGrainWithStringKey
{
    Task Live();
}

public sealed class UnmadeGrain : Grain, IUnmade
{
    public UnmadeGrain() => throw new InvalidDataException("cannot be made");

    public Task Live() => Task.CompletedTask;
}

public sealed class LifeTests
{
    [Fact]
    public async Task Activation_OnFirstCall_RunsHookOnceBeforeIt()
    {
        await using var silo = await Silo.StartAsync();
        var key = Gate.NewName();
        var grain = silo.Grains.GetGrain<IOrdinaryMortal>(key);
        Trace.Of(key).ShouldBeEmpty();
        (await grain.Touch()).ShouldBe(1);
        (await grain.Touch()).ShouldBe(2);
        Trace.Of(key).ShouldBe(["begins"]);
    }

    [Fact]
    public async Task DeactivateOnIdle_NextCall_MeetsNewActivation()
    {
        await using var silo = await Silo.StartAsync();
        var key = Gate.NewName();
        var grain = silo.Grains.GetGrain<IOrdinaryMortal>(key);
        await grain.Touch();
        await grain.End();
        (await grain.Touch()).ShouldBe(1);
        Trace.Of(key).ShouldBe(["begins", "ends ApplicationRequested", "begins"]);
    }

    [Fact]
    public async Task DeactivateOnIdle_WithRequestInFlight_WaitsForItAndMovesTheRest()
    {
        await using var silo = await Silo.StartAsync();
        var (key, gate) = (Gate.NewName(), Gate.NewName());
        var grain = silo.Grains.GetGrain<IOrdinaryMortal>(key);
        var held = grain.EndWhileHolding(gate);
        await Gate.Named(gate).Reached;
        var waiting = grain.Touch();
        Trace.Of(key).ShouldBe(["begins"]);
        Gate.Named(gate).Open();
        await held;
        (await waiting).ShouldBe(1);
        Trace.Of(key).ShouldBe(["begins", "ends ApplicationRequested", "begins"]);
    }

    [Fact]
    public async Task Activation_ThatFails_ReachesCallerAndIsTriedAgain()
    {
        await using var silo = await Silo.StartAsync();
        var key = Gate.NewName();
        var grain = silo.Grains.GetGrain<IStillborn>(key);
        var fault = await Should.ThrowAsync<InvalidDataException>(grain.Live);
        fault.Message.ShouldBe("no state today");
        (await grain.Live()).ShouldBe("alive");
        Trace.Of(key).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Constructor_ThatFails_ReachesCaller()
    {
        await using var silo = await Silo.StartAsync();
        var fault = await Should.ThrowAsync<Exception>(silo.Grains.GetGrain<IUnmade>("a").Live);
        fault.GetBaseException().Message.ShouldBe("cannot be made");
    }
}
