using InvestBot.Engine.Conformance.Engines;
using Orleans;

namespace InvestBot.Engine.Conformance.Timeouts;

public interface ILoop : IGrainWithStringKey
{
    Task Call(string other, string back, string gate);

    Task Touch();

    Task Hold(string gate);

    [ResponseTimeout("00:00:05")]
    Task HoldBriefly(string gate);
}

public sealed class LoopGrain : Grain, ILoop
{
    public async Task Call(string other, string back, string gate)
    {
        var call = back.Length == 0 ? GrainFactory.GetGrain<ILoop>(other).Touch() : GrainFactory.GetGrain<ILoop>(other).Call(back, "", gate);
        // Only the last call of the chain shows that all of them are under way.
        if (back.Length == 0) _ = Gate.Named(gate).PassAsync();
        await call;
    }

    public Task Touch() => Task.CompletedTask;

    public Task Hold(string gate) => Gate.Named(gate).PassAsync();

    public Task HoldBriefly(string gate) => Gate.Named(gate).PassAsync();
}

public sealed class TimeoutTests
{
    [Fact]
    public async Task Call_WithoutAnswer_TimesOut()
    {
        await using var silo = await Silo.StartAsync();
        var gate = Gate.NewName();
        var call = silo.Grains.GetGrain<ILoop>("a").Hold(gate);
        await Gate.Named(gate).Reached;
        silo.Time.Advance(TimeSpan.FromSeconds(29));
        call.IsCompleted.ShouldBeFalse();
        silo.Time.Advance(TimeSpan.FromSeconds(4));
        await Silo.Until(() => call.IsCompleted);
        await Should.ThrowAsync<TimeoutException>(() => call);
        Gate.Named(gate).Open();
        await silo.Grains.GetGrain<ILoop>("a").Touch();
    }

    [Fact]
    public async Task Call_WithOwnTimeout_TimesOutSooner()
    {
        await using var silo = await Silo.StartAsync();
        var gate = Gate.NewName();
        var call = silo.Grains.GetGrain<ILoop>("a").HoldBriefly(gate);
        await Gate.Named(gate).Reached;
        silo.Time.Advance(TimeSpan.FromSeconds(8));
        await Silo.Until(() => call.IsCompleted);
        await Should.ThrowAsync<TimeoutException>(() => call);
        Gate.Named(gate).Open();
    }

    [Fact]
    public async Task Deadlock_OfTwoGrains_EndsInTimeoutThatNamesWhoDidNotAnswer()
    {
        await using var silo = await Silo.StartAsync();
        var gate = Gate.NewName();
        var call = silo.Grains.GetGrain<ILoop>("anna").Call("bert", "anna", gate);
        await Gate.Named(gate).Reached;
        await silo.AdvanceUntil(call);
        var fault = await Should.ThrowAsync<TimeoutException>(() => call);
        fault.Message.ShouldContain("anna");
    }

    [Fact]
    public async Task Deadlock_WithItself_EndsInTimeout()
    {
        await using var silo = await Silo.StartAsync();
        var call = silo.Grains.GetGrain<ILoop>("solo").Call("solo", "", Gate.NewName());
        await silo.AdvanceUntil(call);
        await Should.ThrowAsync<TimeoutException>(() => call);
    }
}
