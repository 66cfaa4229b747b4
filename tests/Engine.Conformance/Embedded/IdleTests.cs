using InvestBot.Engine.Conformance.Engines;
using InvestBot.Engine.Conformance.Life;
using InvestBot.Engine.Conformance.Timers;
using InvestBot.Orleans.Embedded.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace InvestBot.Engine.Conformance.Embedded;

/// <summary>Ages of idle activations, by the test's clock. Orleans counts them by the machine's, whatever clock it is given, so each engine has tests of its own for them.</summary>
public sealed class IdleTests
{
    [Fact]
    public async Task IdleActivation_PastItsAge_IsCollected()
    {
        await using var silo = await Silo.StartAsync();
        var key = Gate.NewName();
        var grain = silo.Grains.GetGrain<IOrdinaryMortal>(key);
        await grain.Touch();
        await Advance(silo, TimeSpan.FromMinutes(9));
        (await grain.Touch()).ShouldBe(2);
        await Advance(silo, TimeSpan.FromMinutes(9));
        (await grain.Touch()).ShouldBe(3);
        await Advance(silo, TimeSpan.FromMinutes(13));
        await Ended(key);
        (await grain.Touch()).ShouldBe(1);
        Trace.Of(key).ShouldBe(["begins", "ends ActivationIdle", "begins"]);
    }

    [Fact]
    public async Task IdleActivation_WithOwnAge_IsCollectedByIt()
    {
        await using var silo = await Silo.StartAsync();
        var (key, longer) = (Gate.NewName(), Gate.NewName());
        await silo.Grains.GetGrain<IShortLived>(key).Touch();
        await silo.Grains.GetGrain<IOrdinaryMortal>(longer).Touch();
        await Advance(silo, TimeSpan.FromMinutes(5));
        await Ended(key);
        (await silo.Grains.GetGrain<IShortLived>(key).Touch()).ShouldBe(1);
        (await silo.Grains.GetGrain<IOrdinaryMortal>(longer).Touch()).ShouldBe(2);
    }

    [Fact]
    public async Task IdleActivation_ThatKeepsAlive_IsNotCollected()
    {
        await using var silo = await Silo.StartAsync();
        var (key, witness) = (Gate.NewName(), Gate.NewName());
        await silo.Grains.GetGrain<IImmortal>(key).Touch();
        await silo.Grains.GetGrain<IOrdinaryMortal>(witness).Touch();
        await Advance(silo, TimeSpan.FromDays(2));
        await Ended(witness);
        (await silo.Grains.GetGrain<IImmortal>(key).Touch()).ShouldBe(2);
    }

    [Fact]
    public async Task IdleActivation_ThatDelaysDeactivation_IsCollectedLater()
    {
        await using var silo = await Silo.StartAsync();
        var (key, witness) = (Gate.NewName(), Gate.NewName());
        var grain = silo.Grains.GetGrain<IOrdinaryMortal>(key);
        await grain.Stay(TimeSpan.FromHours(1));
        await silo.Grains.GetGrain<IOrdinaryMortal>(witness).Touch();
        await Advance(silo, TimeSpan.FromMinutes(50));
        await Ended(witness);
        (await grain.Touch()).ShouldBe(1);
        await Advance(silo, TimeSpan.FromHours(2));
        await Ended(key);
        (await grain.Touch()).ShouldBe(1);
    }

    [Fact]
    public async Task Timer_ByDefault_DoesNotKeepActivationAlive()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IClockwork>(Gate.NewName());
        await grain.Start(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), false);
        for (var minute = 0; minute < 14; minute++)
        {
            await Advance(silo, TimeSpan.FromMinutes(1));
        }

        (await grain.Ticks()).ShouldBe(0);
    }

    // An answer reaches its caller before the turn that gave it has ended, and collection passes over whom it finds at work.
    private static async Task Advance(Silo silo, TimeSpan by)
    {
        var directory = silo.Services.GetRequiredService<ActorEngine>().Directory;
        await Silo.Until(() => directory.Grains().All(activation => activation.IsIdle));
        silo.Time.Advance(by);
    }

    // Collection runs beside the test, which therefore waits for it.
    private static Task Ended(string key) => Silo.Until(() => Trace.Of(key).Contains("ends ActivationIdle"));
}
