using InvestBot.Api.Health;
using InvestBot.Silo;
using InvestBot.Silo.Backups;
using InvestBot.Storage;
using InvestBot.Storage.Instances;

namespace InvestBot.Cli.Serve;

/// <summary>Whether every instance and the fleet have a backup of the day.</summary>
internal sealed class BackupHealth(FleetStorage storage, SiloOptions options, DailyBackups daily, TimeProvider time) : IHealthSource
{
    // One that is due is made within the hour.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(26);

    public string Name => "backups";

    public async Task<HealthFinding> CheckAsync(CancellationToken cancellationToken)
    {
        if (!daily.Faults.IsEmpty)
            return new HealthFinding(HealthStatus.Degraded, string.Join(' ', daily.Faults.Select(fault => $"{fault.Key}: {fault.Value}")), "They are tried again within the hour; to try now: investbot backup create");
        if (options.Backups is not { } plan) return new HealthFinding(HealthStatus.Healthy, "Daily backups are not made here.");
        var late = time.GetUtcNow() - Patience;
        var due = (await storage.Instances.ListAsync(cancellationToken)).Where(record => record.State == "ready" && record.CreatedAt < late).Select(record => record.Name).ToList();
        if (due.Count > 0) due.Add(InstanceName.Fleet);
        var missing = due.Where(name => !plan.Folder.List(name).Any(backup => backup.At > late)).ToList();
        return missing.Count == 0
            ? new HealthFinding(HealthStatus.Healthy, "Every instance, and the fleet, has a backup of the last day.")
            : new HealthFinding(HealthStatus.Degraded, $"No backup of the last day: {string.Join(", ", missing)}.", "investbot backup create");
    }
}
