using InvestBot.Engine.Conformance.Engines;
using InvestBot.Engine.Conformance.Life;

namespace InvestBot.Engine.Conformance.Shutdown;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Stop_WithActivations_RunsTheirHooks()
    {
        var silo = await Silo.StartAsync();
        var keys = Enumerable.Range(0, 20).Select(_ => Gate.NewName()).ToList();
        foreach (var key in keys) await silo.Grains.GetGrain<IOrdinaryMortal>(key).Touch();
        await silo.StopAsync();
        foreach (var key in keys) Trace.Of(key).ShouldBe(["begins", "ends ShuttingDown"]);
        await silo.DisposeAsync();
    }

    [Fact]
    public async Task Stop_WithRequestInFlight_WaitsForIt()
    {
        var silo = await Silo.StartAsync();
        var (key, gate) = (Gate.NewName(), Gate.NewName());
        var call = silo.Grains.GetGrain<Calls.ICalculator>(key).Slowly(gate, 5);
        await Gate.Named(gate).Reached;
        var stop = silo.StopAsync();
        stop.IsCompleted.ShouldBeFalse();
        Gate.Named(gate).Open();
        await stop;
        (await call).ShouldBe(5);
        await silo.DisposeAsync();
    }

    [Fact]
    public async Task Call_AfterStop_IsRefused()
    {
        var silo = await Silo.StartAsync();
        var key = Gate.NewName();
        var grain = silo.Grains.GetGrain<IOrdinaryMortal>(key);
        await grain.Touch();
        await silo.StopAsync();
        await Should.ThrowAsync<Exception>(async () =>
        {
            var late = grain.Touch();
            await silo.AdvanceUntil(late);
            await late;
        });
        Trace.Of(key).ShouldBe(["begins", "ends ShuttingDown"]);
        await silo.DisposeAsync();
    }
}
