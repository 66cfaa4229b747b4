using InvestBot.Engine.Conformance.Engines;
using InvestBot.Engine.Conformance.Life;
using Orleans;

namespace InvestBot.Engine.Conformance.Microsoft;

/// <summary>Ages of idle activations. Orleans counts them by the machine's clock, whatever clock it is given: here they are short, and the tests wait.</summary>
public sealed class IdleTests
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task IdleActivation_PastItsAge_IsCollected()
    {
        await using var silo = await StartAsync();
        var key = Gate.NewName();
        var grain = silo.Grains.GetGrain<IOrdinaryMortal>(key);
        await grain.Touch();
        await Ended(key);
        (await grain.Touch()).ShouldBe(1);
        Trace.Of(key).Take(3).ShouldBe(["begins", "ends ActivationIdle", "begins"]);
    }

    [Fact]
    public async Task IdleActivation_WithOwnAge_IsCollectedByIt()
    {
        await using var silo = await StartAsync();
        var (key, longer) = (Gate.NewName(), Gate.NewName());
        await silo.Grains.GetGrain<IShortLived>(longer).Touch();
        await silo.Grains.GetGrain<IOrdinaryMortal>(key).Touch();
        await Ended(key);
        (await silo.Grains.GetGrain<IShortLived>(longer).Touch()).ShouldBe(2);
    }

    [Fact]
    public async Task IdleActivation_ThatKeepsAlive_IsNotCollected()
    {
        await using var silo = await StartAsync();
        var (key, witness) = (Gate.NewName(), Gate.NewName());
        await silo.Grains.GetGrain<IImmortal>(key).Touch();
        await silo.Grains.GetGrain<IOrdinaryMortal>(witness).Touch();
        await Ended(witness);
        (await silo.Grains.GetGrain<IImmortal>(key).Touch()).ShouldBe(2);
    }

    [Fact]
    public async Task IdleActivation_ThatDelaysDeactivation_IsNotCollectedBefore()
    {
        await using var silo = await StartAsync();
        var (key, witness) = (Gate.NewName(), Gate.NewName());
        var grain = silo.Grains.GetGrain<IOrdinaryMortal>(key);
        await grain.Stay(TimeSpan.FromHours(1));
        await silo.Grains.GetGrain<IOrdinaryMortal>(witness).Touch();
        await Ended(witness);
        (await grain.Touch()).ShouldBe(1);
        Trace.Of(key).ShouldBe(["begins"]);
    }

    private static Task<ISiloHost> StartAsync() => EngineUnderTest.StartAsync(TimeProvider.System, new Kept(), null, Age);

    private static Task Ended(string key) => Silo.Until(() => Trace.Of(key).Contains("ends ActivationIdle"));
}
