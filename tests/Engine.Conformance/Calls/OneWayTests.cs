using InvestBot.Engine.Conformance.Engines;
using Orleans;
using Orleans.Concurrency;

namespace InvestBot.Engine.Conformance.Calls;

public interface IPostbox : IGrainWithStringKey
{
    [OneWay]
    Task Drop(string gate);

    [OneWay]
    Task DropAndFail();

    Task<int> Count();
}

public sealed class PostboxGrain : Grain, IPostbox
{
    private int _count;

    public async Task Drop(string gate)
    {
        await Gate.Named(gate).PassAsync();
        _count++;
    }

    public Task DropAndFail() => throw new InvalidOperationException("nobody hears this");

    public Task<int> Count() => Task.FromResult(_count);
}

public sealed class OneWayTests
{
    [Fact]
    public async Task OneWay_ThatIsNotDone_ReturnsAtOnce()
    {
        await using var silo = await Silo.StartAsync();
        var box = silo.Grains.GetGrain<IPostbox>("a");
        var gate = Gate.NewName();
        await box.Drop(gate);
        await Gate.Named(gate).Reached;
        Gate.Named(gate).Open();
        (await box.Count()).ShouldBe(1);
    }

    [Fact]
    public async Task OneWay_ThatFails_TellsNobody()
    {
        await using var silo = await Silo.StartAsync();
        var box = silo.Grains.GetGrain<IPostbox>("a");
        await box.DropAndFail();
        (await box.Count()).ShouldBe(0);
    }
}
