using InvestBot.Api.Hub;
using InvestBot.Storage;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace InvestBot.Cli.Microsoft;

/// <summary>Says when journals grow, whichever silo writes them.</summary>
internal sealed class ClusterJournalSignal(FleetStorage storage, TimeProvider time) : BackgroundService, IJournalSignal
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private event Action<string, long>? Grown;

    public IDisposable Subscribe(Action<string, long> grown)
    {
        Grown += grown;
        return new Subscription(() => Grown -= grown);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await storage.Notices.ListenAsync((instance, head) => Grown?.Invoke(instance, head), () => _ = CatchUpAsync(stoppingToken), stoppingToken);
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException)
            {
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    // What was missed while nobody listened.
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        foreach (var record in (await storage.Instances.ListAsync(cancellationToken)).Where(record => record.State == "ready"))
            Grown?.Invoke(record.Name, await storage.Journal.LastSequenceAsync(record.Name, cancellationToken));
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
