using InvestBot.Engine.Conformance;
using InvestBot.Engine.Conformance.Engines;
using InvestBot.Engine.Conformance.Timeouts;
using InvestBot.Orleans.Embedded.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace InvestBot.Orleans.Embedded.Tests.Calls;

public sealed class TimeoutWordsTests
{
    [Fact]
    public async Task Deadlock_OfTwoGrains_NamesTheWholeChain()
    {
        await using var silo = await Silo.StartAsync();
        var gate = Gate.NewName();
        var call = silo.Grains.GetGrain<ILoop>("anna").Call("bert", "anna", gate);
        await Gate.Named(gate).Reached;
        // The gate is passed within the turns that made these calls; a circle shows once they have ended.
        var pending = silo.Services.GetRequiredService<ActorEngine>().Pending;
        await Silo.Until(() => pending.Count == 3 && pending.MadeBy(null)?.Target is not null);
        await silo.AdvanceUntil(call);
        var fault = await Should.ThrowAsync<TimeoutException>(() => call);
        fault.Message.ShouldContain("ILoop.Call on loop/anna -> ILoop.Call on loop/bert -> ILoop.Touch on loop/anna");
    }

    [Fact]
    public async Task Request_WhoseCallerGaveUp_DoesNotRun()
    {
        await using var silo = await Silo.StartAsync();
        var (gate, later) = (Gate.NewName(), Gate.NewName());
        var grain = silo.Grains.GetGrain<ILoop>("a");
        var first = grain.Hold(gate);
        await Gate.Named(gate).Reached;
        var second = grain.HoldBriefly(later);
        silo.Time.Advance(TimeSpan.FromSeconds(6));
        await Should.ThrowAsync<TimeoutException>(() => second);
        Gate.Named(gate).Open();
        await first;
        await grain.Touch();
        Gate.Named(later).Reached.IsCompleted.ShouldBeFalse();
    }
}
