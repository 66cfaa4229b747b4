using System.Globalization;
using InvestBot.Storage;
using InvestBot.Storage.Instances;

namespace InvestBot.Api.Health;

/// <summary>Whether the databases answer, and how quickly.</summary>
internal sealed class StorageHealth(FleetStorage storage, TimeProvider time) : IHealthSource
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(250);

    public string Name => "database";

    public async Task<HealthFinding> CheckAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        await storage.Journal.LastSequenceAsync(InstanceName.Fleet, cancellationToken);
        var instances = await storage.Instances.ListAsync(cancellationToken);
        var taken = time.GetElapsedTime(start);
        var unready = instances.Where(instance => instance.State is not ("ready" or "archived")).Select(instance => instance.Name).ToArray();
        if (unready.Length > 0)
            return new HealthFinding(HealthStatus.Degraded, $"The databases of {string.Join(", ", unready)} are half made or half dropped.", "Create or drop them again; it goes on where it stopped.");
        return taken > Slow
            ? new HealthFinding(HealthStatus.Degraded, string.Create(CultureInfo.InvariantCulture, $"Answers in {taken.TotalMilliseconds:0} ms."), "Look at the machine's disk and load.")
            : new HealthFinding(HealthStatus.Healthy, string.Create(CultureInfo.InvariantCulture, $"{instances.Count} instance databases; answers in {taken.TotalMilliseconds:0.0} ms."));
    }
}
