using InvestBot.Engine.Conformance.Engines;
using InvestBot.Orleans.Embedded.Hosting;
using InvestBot.Orleans.Embedded.Scheduling;
using Orleans;

namespace InvestBot.Orleans.Embedded.Tests.Scheduling;

public interface IDice : IGrainWithIntegerKey
{
    Task Roll(int times, List<long> order);
}

public sealed class DiceGrain : Grain, IDice
{
    public async Task Roll(int times, List<long> order)
    {
        for (var i = 0; i < times; i++)
        {
            order.Add(this.GetPrimaryKeyLong());
            if (times > 1 && i == times / 2) await GrainFactory.GetGrain<IDice>(this.GetPrimaryKeyLong() + 100).Roll(1, order);
            await Task.Yield();
        }
    }
}

public sealed class SeededTests
{
    [Fact]
    public async Task Run_WithSameSeed_GivesSameOrder()
    {
        var first = await Order(7);
        var second = await Order(7);
        second.ShouldBe(first);
    }

    [Fact]
    public async Task Run_WithOtherSeed_GivesOtherOrder() => (await Order(7)).ShouldNotBe(await Order(8));

    [Fact]
    public async Task Run_OfWhatNeverEnds_SaysSo()
    {
        var scheduler = new SeededTurnScheduler(1);
        await using var silo = await Start(scheduler);
        var never = new TaskCompletionSource();
        Should.Throw<InvalidOperationException>(() => scheduler.Run(() => never.Task, () => false));
    }

    private static async Task<List<long>> Order(int seed)
    {
        var scheduler = new SeededTurnScheduler(seed);
        var silo = await Start(scheduler);
        List<long> order = [];
        scheduler.Run(
            () => Task.WhenAll(Enumerable.Range(0, 8).Select(i => silo.GrainFactory.GetGrain<IDice>(i).Roll(10, order))),
            () => false);
        scheduler.Run(() => silo.StopAsync(), () => false);
        await silo.DisposeAsync();
        return order;
    }

    private static Task<EmbeddedSilo> Start(SeededTurnScheduler scheduler) => EmbeddedSilo.StartAsync(null, options =>
    {
        options.Scheduler = scheduler;
        options.TimeProvider = new ManualTime();
        options.AddAssemblyOf<SeededTests>();
    });
}
