using InvestBot.Engine.Conformance.Engines;
using Orleans;
using Orleans.Concurrency;

namespace InvestBot.Engine.Conformance.Turns;

public interface IWorker : IGrainWithStringKey
{
    Task Work(string trace, string name, string gate);

    [AlwaysInterleave]
    Task<int> Peek();

    [ReadOnly]
    Task Read(string trace, string name, string gate);

    Task<int> AddManyTimes(int times);

    Task<int> AddAroundThreadPool();

    Task Note(string trace, int number);
}

public abstract class WorkerBase : Grain, IWorker
{
    private int _count;
    private int _inside;

    public async Task Work(string trace, string name, string gate)
    {
        Trace.Add(trace, $"{name} begins");
        await Gate.Named(gate).PassAsync();
        Trace.Add(trace, $"{name} ends");
    }

    public Task Read(string trace, string name, string gate) => Work(trace, name, gate);

    public Task<int> Peek() => Task.FromResult(_count);

    public async Task<int> AddManyTimes(int times)
    {
        for (var i = 0; i < times; i++)
        {
            if (Interlocked.Increment(ref _inside) != 1) throw new InvalidOperationException("two turns at once");
            _count++;
            Interlocked.Decrement(ref _inside);
            await Task.Yield();
        }

        return _count;
    }

    public async Task<int> AddAroundThreadPool()
    {
        var before = _count;
        await Task.Run(static () => { });
        if (Interlocked.Increment(ref _inside) != 1) throw new InvalidOperationException("two turns at once");
        _count = before + 1;
        Interlocked.Decrement(ref _inside);
        return _count;
    }

    public Task Note(string trace, int number)
    {
        Trace.Add(trace, $"{number}");
        return Task.CompletedTask;
    }
}

public interface IPlainWorker : IWorker;

public sealed class PlainWorkerGrain : WorkerBase, IPlainWorker;

public interface IReentrantWorker : IWorker;

[Reentrant]
public sealed class ReentrantWorkerGrain : WorkerBase, IReentrantWorker;

public sealed class TurnTests
{
    [Fact]
    public async Task Requests_ToOneGrain_DoNotInterleave()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IPlainWorker>("a");
        var (trace, first, second) = (Gate.NewName(), Gate.NewName(), Gate.NewName());
        var one = grain.Work(trace, "one", first);
        await Gate.Named(first).Reached;
        var two = grain.Work(trace, "two", second);
        Gate.Named(second).Open();
        Gate.Named(first).Open();
        await Task.WhenAll(one, two);
        Trace.Of(trace).ShouldBe(["one begins", "one ends", "two begins", "two ends"]);
    }

    [Fact]
    public async Task Requests_ToReentrantGrain_Interleave()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IReentrantWorker>("a");
        var (trace, first, second) = (Gate.NewName(), Gate.NewName(), Gate.NewName());
        var one = grain.Work(trace, "one", first);
        await Gate.Named(first).Reached;
        var two = grain.Work(trace, "two", second);
        Gate.Named(second).Open();
        await two;
        Gate.Named(first).Open();
        await one;
        Trace.Of(trace).ShouldBe(["one begins", "two begins", "two ends", "one ends"]);
    }

    [Fact]
    public async Task AlwaysInterleave_WhileRequestIsInFlight_Runs()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IPlainWorker>("a");
        var gate = Gate.NewName();
        var work = grain.Work(Gate.NewName(), "one", gate);
        await Gate.Named(gate).Reached;
        (await grain.Peek()).ShouldBe(0);
        work.IsCompleted.ShouldBeFalse();
        Gate.Named(gate).Open();
        await work;
    }

    [Fact]
    public async Task AlwaysInterleave_WithRequestsWaiting_PassesThem()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IPlainWorker>("a");
        var gate = Gate.NewName();
        var work = grain.Work(Gate.NewName(), "one", gate);
        await Gate.Named(gate).Reached;
        var waiting = grain.AddManyTimes(1);
        (await grain.Peek()).ShouldBe(0);
        Gate.Named(gate).Open();
        await work;
        (await waiting).ShouldBe(1);
    }

    [Fact]
    public async Task ReadOnly_WithReadOnlyInFlight_Interleaves()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IPlainWorker>("a");
        var (trace, first, second) = (Gate.NewName(), Gate.NewName(), Gate.NewName());
        var one = grain.Read(trace, "one", first);
        await Gate.Named(first).Reached;
        var two = grain.Read(trace, "two", second);
        await Gate.Named(second).Reached;
        Gate.Named(first).Open();
        Gate.Named(second).Open();
        await Task.WhenAll(one, two);
        Trace.Of(trace).Take(2).ShouldBe(["one begins", "two begins"]);
    }

    [Fact]
    public async Task ReadOnly_WithWriterInFlight_Waits()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IPlainWorker>("a");
        var (trace, first, second) = (Gate.NewName(), Gate.NewName(), Gate.NewName());
        var one = grain.Work(trace, "writer", first);
        await Gate.Named(first).Reached;
        var two = grain.Read(trace, "reader", second);
        (await grain.Peek()).ShouldBe(0);
        Gate.Named(second).Open();
        Gate.Named(first).Open();
        await Task.WhenAll(one, two);
        Trace.Of(trace).ShouldBe(["writer begins", "writer ends", "reader begins", "reader ends"]);
    }

    [Fact]
    public async Task Turns_OfInterleavingRequests_NeverOverlap()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IReentrantWorker>("a");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => grain.AddManyTimes(100))));
        (await grain.Peek()).ShouldBe(5000);
    }

    [Fact]
    public async Task Await_OfThreadPool_ComesBackToTheTurn()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IPlainWorker>("a");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(grain.AddAroundThreadPool)));
        (await grain.Peek()).ShouldBe(200);
    }

    [Fact]
    public async Task Requests_OfOneCaller_RunInOrder()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IPlainWorker>("a");
        var (trace, gate) = (Gate.NewName(), Gate.NewName());
        // Orleans keeps no order among calls that wait for an activation to be placed: this one is.
        await grain.Peek();
        var first = grain.Work(Gate.NewName(), "first", gate);
        var rest = Enumerable.Range(0, 500).Select(i => grain.Note(trace, i)).ToList();
        Gate.Named(gate).Open();
        await Task.WhenAll([first, .. rest]);
        Trace.Of(trace).ShouldBe(Enumerable.Range(0, 500).Select(i => $"{i}"));
    }
}
