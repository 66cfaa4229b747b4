using System.Diagnostics;
using InvestBot.Orleans.Embedded.Hosting;
using Orleans;

namespace InvestBot.Bench.Engine;

/// <summary>Measures the embedded engine: what a call, an activation and a start cost.</summary>
public static class EngineBench
{
    private const int Calls = 4_000_000;

    /// <summary>Runs everything on a fresh engine; some ten seconds on two idle cores.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var figures = new List<Figure>();
        await FirstCall(figures);
        await using var silo = await EmbeddedSilo.StartAsync();
        var grains = silo.GrainFactory;
        await OneCaller(figures, grains);
        await ManyCallers(figures, grains);
        await GrainToGrain(figures, grains);
        await Yielding(figures, grains);
        await Activations(figures, grains);
        await StateWrites(figures, grains);
        return figures;
    }

    // The first thing that this process does: compiling the engine's code is in it, as in every process that starts.
    private static async Task FirstCall(List<Figure> figures)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await using var silo = await EmbeddedSilo.StartAsync();
        var started = watch.Elapsed;
        await silo.GrainFactory.GetGrain<ICounterGrain>(0).Add(1);
        figures.Add(new("engine start", started.TotalMilliseconds, "ms"));
        figures.Add(new("first call after start", (watch.Elapsed - started).TotalMilliseconds, "ms"));
        figures.Add(new("start and first call: processor time", (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds, "ms"));
    }

    private static async Task OneCaller(List<Figure> figures, IGrainFactory grains)
    {
        var grain = grains.GetGrain<ICounterGrain>(1);
        for (var warm = 0; warm < 5; warm++) await Repeat(grain, 300_000);
        figures.AddRange((await Meter.ReadAsync(() => Repeat(grain, Calls))).Per("one caller, one grain", "calls", Calls));
    }

    private static async Task ManyCallers(List<Figure> figures, IGrainFactory grains)
    {
        const int callers = 100;
        var targets = Enumerable.Range(1000, 1000).Select(i => grains.GetGrain<ICounterGrain>(i)).ToArray();
        foreach (var target in targets) await target.Add(1);
        for (var warm = 0; warm < 3; warm++) await Spread(targets, callers, Calls / 10 / callers);
        figures.AddRange((await Meter.ReadAsync(() => Spread(targets, callers, 2 * Calls / callers))).Per("100 callers over 1,000 grains", "calls", 2 * Calls));
    }

    private static async Task GrainToGrain(List<Figure> figures, IGrainFactory grains)
    {
        var from = grains.GetGrain<ICounterGrain>(2);
        var to = grains.GetGrain<ICounterGrain>(3);
        for (var warm = 0; warm < 3; warm++) await from.Forward(to, 300_000);
        figures.AddRange((await Meter.ReadAsync(() => from.Forward(to, Calls))).Per("grain to grain", "calls", Calls));
    }

    // What a call costs that cannot end on its caller's stack.
    private static async Task Yielding(List<Figure> figures, IGrainFactory grains)
    {
        const int calls = Calls / 8;
        var grain = grains.GetGrain<ICounterGrain>(4);
        for (var warm = 0; warm < 3; warm++) await RepeatLater(grain, calls / 8);
        figures.AddRange((await Meter.ReadAsync(() => RepeatLater(grain, calls))).Per("one caller, a grain that gives up its thread", "calls", calls));
    }

    private static async Task Activations(List<Figure> figures, IGrainFactory grains)
    {
        const int count = 100_000;
        await Touch(grains, 1_000_000, 50_000);
        var before = GC.GetTotalMemory(true);
        var meter = await Meter.ReadAsync(() => Touch(grains, 2_000_000, count));
        var memory = GC.GetTotalMemory(true) - before;
        figures.AddRange(meter.Per("activations", "activations", count));
        figures.Add(new("memory of 100,000 idle activations", memory / 1048576.0, "MiB"));
        GC.KeepAlive(grains);
    }

    // States go to memory, as JSON: what the engine and a grain's turn add to a store. A database's own share is in bench/Storage.
    private static async Task StateWrites(List<Figure> figures, IGrainFactory grains)
    {
        const int count = Calls / 8;
        var ledgers = Enumerable.Range(0, 1000).Select(i => grains.GetGrain<ILedgerGrain>(i)).ToArray();
        for (var warm = 0; warm < 3; warm++) await Enter(ledgers, count / 8);
        figures.AddRange((await Meter.ReadAsync(() => Enter(ledgers, count))).Per("state writes over 1,000 grains", "writes", count));
    }

    private static async Task Enter(ILedgerGrain[] ledgers, int times)
    {
        for (var i = 0; i < times; i++) await ledgers[i % ledgers.Length].Enter();
    }

    private static async Task Repeat(ICounterGrain grain, int times)
    {
        for (var i = 0; i < times; i++) await grain.Add(1);
    }

    private static async Task RepeatLater(ICounterGrain grain, int times)
    {
        for (var i = 0; i < times; i++) await grain.AddLater(1);
    }

    private static async Task Touch(IGrainFactory grains, long first, int count)
    {
        for (var i = 0; i < count; i++) await grains.GetGrain<ICounterGrain>(first + i).Add(1);
    }

    private static Task Spread(ICounterGrain[] targets, int callers, int callsEach) => Task.WhenAll(
        Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var at = caller * 7919 % targets.Length;
            for (var i = 0; i < callsEach; i++)
            {
                await targets[at].Add(1);
                at = (at + 31) % targets.Length;
            }
        })));
}
