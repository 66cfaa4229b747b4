using InvestBot.Cli.Output;
using InvestBot.Storage;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace InvestBot.Cli.Bench.Storage;

/// <summary>Commits as grains make them, on a PostgreSQL of its own that flushes every one, which is removed at the end.</summary>
internal static class StorageBench
{
    private const int Grains = 64;
    private const int Spread = 8;

    public static async Task<Report> RunAsync(TimeSpan length, int instances, TimeProvider time, CancellationToken token)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"investbot-bench-{Environment.ProcessId}");
        var server = new PrivatePostgres(new PrivatePostgresOptions { Folder = folder });
        try
        {
            var connectionString = await server.StartAsync(token);
            using var master = MasterKey.Create();
            List<Figure> figures = [];
            await using (var storage = await OpenAsync(connectionString, master, time, token))
            {
                figures.Add(await Throughput.RunAsync(storage, "alone", 1, 1, length, time, token));
                figures.Add(await Throughput.RunAsync(storage, "one", Grains, 1, length, time, token));
                figures.Add(await Throughput.RunAsync(storage, "many", Grains, Spread, length, time, token));
                figures.AddRange(await CommitLatency.RunAsync(storage, connectionString, folder, length * 2, time, token));
                figures.AddRange(await BarImport.RunAsync(storage, time, token));
                figures.AddRange(await BackupSpeed.RunAsync(storage, folder, token));
                var start = time.GetTimestamp();
                for (var i = 0; i < instances; i++) await storage.Instances.CreateAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"fleet-{i}"), token);
                figures.Add(new($"{instances} instances made, each with its database", Math.Round(time.GetElapsedTime(start).TotalSeconds, 2), "s"));
            }
            return Benches.Report(figures, $"A write is 600 bytes of state, a journal record, a message and a row of 300 each, encrypted, flushed to the disk under {Path.GetTempPath()}.");
        }
        finally
        {
            await server.DestroyAsync(CancellationToken.None);
        }
    }

    private static Task<FleetStorage> OpenAsync(string connectionString, MasterKey master, TimeProvider time, CancellationToken token) =>
        FleetStorage.OpenAsync(new FleetStorageOptions { ServerConnectionString = connectionString }, master, time, NullLogger.Instance, token);
}
