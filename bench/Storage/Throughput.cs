using System.Diagnostics;
using InvestBot.Storage;
using InvestBot.Storage.Commits;

namespace InvestBot.Bench.Storage;

/// <summary>How many durable commits a second, when many grains write one after the other without pause.</summary>
internal static class Throughput
{
    internal static async Task RunAsync(FleetStorage storage, string name, int grains, int instances, TimeSpan length)
    {
        for (int i = 0; i < instances; i++)
            await storage.Instances.CreateAsync($"{name}-{i}", CancellationToken.None);
        long start = Stopwatch.GetTimestamp();
        long[] written = await Task.WhenAll(Enumerable.Range(0, grains).Select(grain =>
            Task.Run(() => WriteAsync(storage.Commits, $"{name}-{grain % instances}", grain, start, length))));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine($"{grains} grains, {instances} instance(s): {written.Sum() / seconds:N0} durable commits/s (state, journal, outbox and row each)");
    }

    private static async Task<long> WriteAsync(ICommitStore commits, string instance, int grain, long start, TimeSpan length)
    {
        long version = 0;
        while (Stopwatch.GetElapsedTime(start) < length)
            version = await commits.CommitAsync(instance, Work.Commit(grain, version));
        return version;
    }
}
