using InvestBot.Cli.Output;
using InvestBot.Storage;
using InvestBot.Storage.Commits;

namespace InvestBot.Cli.Bench.Storage;

/// <summary>How many durable commits a second, when many grains write one after the other without pause.</summary>
internal static class Throughput
{
    internal static async Task<Figure> RunAsync(FleetStorage storage, string prefix, int grains, int instances, TimeSpan length, TimeProvider time, CancellationToken token)
    {
        for (var i = 0; i < instances; i++) await storage.Instances.CreateAsync($"{prefix}-{i}", token);
        var start = time.GetTimestamp();
        var written = await Task.WhenAll(Enumerable.Range(0, grains).Select(grain => Task.Run(() => WriteAsync(storage.Commits, $"{prefix}-{grain % instances}", grain), token)));
        var rate = written.Sum() / time.GetElapsedTime(start).TotalSeconds;
        return new($"{grains} {(grains == 1 ? "grain" : "grains")} in {instances} {(instances == 1 ? "instance" : "instances")}: durable writes a second", Math.Round(rate), "1/s");

        async Task<long> WriteAsync(ICommitStore commits, string instance, int grain)
        {
            long version = 0;
            while (time.GetElapsedTime(start) < length && !token.IsCancellationRequested) version = await commits.CommitAsync(instance, Work.Commit(grain, version));
            return version;
        }
    }
}
