using InvestBot.Cli.Output;
using InvestBot.Simulation.Faults;
using InvestBot.Simulation.Runs;

namespace InvestBot.Cli.Simulate;

/// <summary>Runs seeds on every processor, one thread each, and sums them up. The first that fails is made shorter and told of.</summary>
internal sealed class SimulateRun(SimulationOptions plan, int seeds, TimeProvider time, Action<string> tell)
{
    private const int TellEvery = 20;
    private const int Stack = 16 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly List<SimulationResult> failed = [];
    private readonly List<string> digests = [];
    private readonly SortedDictionary<FaultKind, long> faults = [];
    private double botDays;
    private long steps;
    private long commits;
    private long orders;
    private long fills;
    private int done;
    private long next = -1;

    public Report Run(CancellationToken token)
    {
        var start = time.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        var workers = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, seeds)).Select(_ => new Thread(() => Work(token), Stack)).ToList();
        foreach (var worker in workers) worker.Start();
        foreach (var worker in workers) worker.Join();
        var minutes = time.GetElapsedTime(start).TotalMinutes;
        processor = Environment.CpuUsage.TotalTime - processor;
        token.ThrowIfCancellationRequested();
        List<string> notes = [.. digests, .. failed.OrderBy(result => result.Options.Seed).Take(1).SelectMany(Explain)];
        return new Report(
            failed.Count == 0,
            [
                new("seeds", done), new("simulated bot-days", Math.Round(botDays, 1)), new("bot-days per minute", Math.Round(botDays / minutes, 1), "1/min"),
                new("processor time of a bot-day", Math.Round(processor.TotalMilliseconds / Math.Max(botDays, 0.1), 1), "ms"), new("steps", steps), new("commits", commits),
                new("orders", orders), new("fills", fills), new("crashes", faults.GetValueOrDefault(FaultKind.Crash)), new("faults", faults.Values.Sum()),
                .. Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.Crash).Select(kind => new Figure($"faults: {kind.Words()}", faults.GetValueOrDefault(kind))),
                new("violations", failed.Count),
            ],
            notes);
    }

    private void Work(CancellationToken token)
    {
        while (!token.IsCancellationRequested && Interlocked.Increment(ref next) is var at && at < seeds)
            Add(SimulationRun.Run(plan with { Seed = unchecked(plan.Seed + (ulong)at) }));
    }

    private void Add(SimulationResult result)
    {
        lock (gate)
        {
            done++;
            botDays += result.BotDays;
            steps += result.Steps;
            commits += result.Commits;
            orders += result.Orders;
            fills += result.Fills;
            foreach (var fault in result.Faults) faults[fault.Kind] = faults.GetValueOrDefault(fault.Kind) + 1;
            if (seeds == 1) digests.Add($"Seed {result.Options.Seed} did {result.Digest}.");
            if (result.Violation is not null)
            {
                failed.Add(result);
                tell($"seed {result.Options.Seed}: {result.Violation}");
            }
            else if (done % TellEvery == 0) tell($"{done} of {seeds} seeds");
        }
    }

    private List<string> Explain(SimulationResult result)
    {
        tell($"seed {result.Options.Seed} is made shorter");
        var shortest = Shrinker.Shrink(result);
        return
        [
            $"Seed {result.Options.Seed}: {result.Violation}",
            $"Repeat it: {Shrinker.Command(result)}",
            .. shortest == result ? [] : (string[])[$"Shorter, with {shortest.Options.Bots} of the instances and {shortest.Faults.Length} faults: {Shrinker.Command(shortest)}", $"There: {shortest.Violation}"],
            "What it did last:",
            .. shortest.Last,
        ];
    }
}
