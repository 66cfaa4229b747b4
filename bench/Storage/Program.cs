using System.Diagnostics;
using System.Globalization;
using InvestBot.Bench.Storage;
using InvestBot.Storage;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Server;
using Microsoft.Extensions.Logging.Abstractions;

// dotnet run -c Release --project bench/Storage [-- seconds]
// Starts its own PostgreSQL with fsync on, under the temporary folder, and removes it at the end.
TimeSpan length = TimeSpan.FromSeconds(args is [string seconds] ? int.Parse(seconds, CultureInfo.InvariantCulture) : 10);
string folder = Path.Combine(Path.GetTempPath(), $"investbot-bench-{Environment.ProcessId}");
PrivatePostgres server = new(new PrivatePostgresOptions { Folder = folder });
try
{
    string connectionString = await server.StartAsync();
    using MasterKey master = MasterKey.Create();
    await using FleetStorage storage = await FleetStorage.OpenAsync(
        new FleetStorageOptions { ServerConnectionString = connectionString },
        master,
        TimeProvider.System,
        NullLogger.Instance,
        CancellationToken.None);
    await Throughput.RunAsync(storage, "one", grains: 64, instances: 1, length);
    await Throughput.RunAsync(storage, "many", grains: 64, instances: 8, length);
    await Latency.RunAsync(storage, connectionString, length);
    await BarImport.RunAsync(storage);
    Console.WriteLine($"memory of this process: {Process.GetCurrentProcess().WorkingSet64 / 1024 / 1024} MiB");
}
finally
{
    await server.DestroyAsync();
}
