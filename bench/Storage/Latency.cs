using System.Diagnostics;
using InvestBot.Storage;
using Npgsql;

namespace InvestBot.Bench.Storage;

/// <summary>How long one grain waits for its commit, beside a bare INSERT of the same bytes on the same server.</summary>
internal static class Latency
{
    internal static async Task RunAsync(FleetStorage storage, string connectionString, TimeSpan length)
    {
        await storage.Instances.CreateAsync("latency", CancellationToken.None);
        long version = 0;
        Report("one commit", await MeasureAsync(length, async () => version = await storage.Commits.CommitAsync("latency", Work.Commit(0, version))));

        await using NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);
        await using NpgsqlConnection connection = await source.OpenConnectionAsync();
        await using NpgsqlCommand command = new("create table bare (id bigint generated always as identity primary key, data bytea not null)", connection);
        await command.ExecuteNonQueryAsync();
        command.CommandText = "insert into bare (data) values ($1)";
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = new byte[1500] });
        await command.PrepareAsync();
        Report("bare INSERT", await MeasureAsync(length, () => command.ExecuteNonQueryAsync()));
    }

    private static async Task<List<double>> MeasureAsync(TimeSpan length, Func<Task> once)
    {
        for (int i = 0; i < 200; i++)
            await once();
        List<double> samples = [];
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            long one = Stopwatch.GetTimestamp();
            await once();
            samples.Add(Stopwatch.GetElapsedTime(one).TotalMilliseconds);
        }

        samples.Sort();
        return samples;
    }

    private static void Report(string name, List<double> sorted) =>
        Console.WriteLine($"{name}: median {sorted[sorted.Count / 2]:N3} ms, p99 {sorted[sorted.Count * 99 / 100]:N3} ms ({sorted.Count:N0} samples)");
}
