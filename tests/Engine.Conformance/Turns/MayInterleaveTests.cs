using InvestBot.Engine.Conformance.Engines;
using Orleans;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace InvestBot.Engine.Conformance.Turns;

public interface IChooser : IGrainWithStringKey
{
    Task Hold(string gate);

    Task<string> Answer(string word);
}

[MayInterleave(nameof(Lets))]
public sealed class ChooserGrain : Grain, IChooser
{
    public static bool Lets(IInvokable request) => request.GetArgument(0) is "urgent";

    public Task Hold(string gate) => Gate.Named(gate).PassAsync();

    public Task<string> Answer(string word) => Task.FromResult(word);
}

public sealed class MayInterleaveTests
{
    [Fact]
    public async Task MayInterleave_WhenPredicateLets_PassesRequestInFlight()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IChooser>("a");
        var gate = Gate.NewName();
        var hold = grain.Hold(gate);
        await Gate.Named(gate).Reached;
        var ordinary = grain.Answer("ordinary");
        (await grain.Answer("urgent")).ShouldBe("urgent");
        ordinary.IsCompleted.ShouldBeFalse();
        Gate.Named(gate).Open();
        await hold;
        (await ordinary).ShouldBe("ordinary");
    }
}
