using InvestBot.Engine.Conformance.Engines;
using Orleans;

namespace InvestBot.Engine.Conformance.Calls;

public interface IPatient : IGrainWithStringKey
{
    Task<string> WaitUntilCancelled(string gate, CancellationToken token);

    Task Hold(string gate);

    Task Note(string trace, CancellationToken token);
}

public sealed class PatientGrain : Grain, IPatient
{
    public async Task<string> WaitUntilCancelled(string gate, CancellationToken token)
    {
        using var registration = token.Register(() => Trace.Add(gate, "told"));
        await Gate.Named(gate).PassAsync();
        return "done";
    }

    public Task Hold(string gate) => Gate.Named(gate).PassAsync();

    public Task Note(string trace, CancellationToken token)
    {
        Trace.Add(trace, "ran");
        return Task.CompletedTask;
    }
}

public sealed class CancellationTests
{
    [Fact]
    public async Task Cancellation_OfRunningCall_ReachesCallerAndCallee()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IPatient>("a");
        var gate = Gate.NewName();
        using var source = new CancellationTokenSource();
        var call = grain.WaitUntilCancelled(gate, source.Token);
        await Gate.Named(gate).Reached;
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await Silo.Until(() => Trace.Of(gate).Count > 0);
        Gate.Named(gate).Open();
        await grain.Note(Gate.NewName(), default);
        Trace.Of(gate).ShouldBe(["told"]);
    }

    [Fact]
    public async Task Cancellation_BeforeCall_IsNotSent()
    {
        await using var silo = await Silo.StartAsync();
        var trace = Gate.NewName();
        await Should.ThrowAsync<OperationCanceledException>(() => silo.Grains.GetGrain<IPatient>("a").Note(trace, new CancellationToken(true)));
        Trace.Of(trace).ShouldBeEmpty();
    }

    [Fact]
    public async Task Token_ThatCannotBeCancelled_IsPassed()
    {
        await using var silo = await Silo.StartAsync();
        var trace = Gate.NewName();
        await silo.Grains.GetGrain<IPatient>("a").Note(trace, CancellationToken.None);
        Trace.Of(trace).ShouldBe(["ran"]);
    }
}
