using System.Collections.Immutable;
using System.Threading.Channels;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Backups;
using InvestBot.Grains.Backups;
using InvestBot.Storage;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Instances;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace InvestBot.Silo.Backups;

/// <summary>
/// Makes each instance's backup of the day, and the fleet's, verifies it, copies it and prunes. Which are due is read from the folder each time: after a
/// kill at any moment the next look makes what is missing, and nothing twice.
/// </summary>
public sealed class DailyBackups(FleetStorage storage, SiloOptions options, IGrainFactory grains, TimeProvider time, ILogger<DailyBackups> logger) : BackgroundService, IDailyBackups
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private ImmutableSortedDictionary<string, string> _faults = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Instances, or the fleet, whose last daily backup failed, with what went wrong.</summary>
    public ImmutableSortedDictionary<string, string> Faults => _faults;

    /// <inheritdoc/>
    public void Wake() => _asked.Writer.TryWrite(true);

    /// <summary>Makes what is due now.</summary>
    /// <returns>How many backups were made.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken)
    {
        if (options.Backups is not { } plan) return 0;
        var made = 0;
        foreach (var record in await storage.Instances.ListAsync(cancellationToken))
        {
            var backups = plan.Folder.List(record.Name);
            if (record.State is not ("ready" or "archived") || !BackupPlan.IsDue(time.GetUtcNow(), backups) || IsAsItWas(record, backups)) continue;
            if (await TryAsync(record.Name, plan, cancellationToken)) made++;
        }
        // After the bots, so that it knows what they were sent.
        if (BackupPlan.IsDue(time.GetUtcNow(), plan.Folder.List(InstanceName.Fleet)) && await TryAsync(InstanceName.Fleet, plan, cancellationToken)) made++;
        return made;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Backups is null) return;
        await ArrangeAsync(stoppingToken);
        await foreach (var _ in _asked.Reader.ReadAllAsync(stoppingToken))
        {
#pragma warning disable CA1031 // The database is away, say: the next look makes what is missing.
            try
            {
                await RunDueAsync(stoppingToken);
                await storage.DataKeys.RunDueAsync(stoppingToken);
                if (options.Backups.Base is { } make) await make(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.BackupsFailed(logger, exception);
            }
#pragma warning restore CA1031
        }
    }

    private async Task ArrangeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
#pragma warning disable CA1031 // Without the reminder there are no backups: it is tried until it is set.
            try
            {
                await storage.Backups.SweepAsync(cancellationToken);
                await grains.GetGrain<IBackupGrain>(GrainKeys.Fleet).Arrange(FirstLook);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Log.BackupsFailed(logger, exception);
            }
#pragma warning restore CA1031
            await Task.Delay(RetryAfter, time, cancellationToken);
        }
    }

    private async Task<bool> TryAsync(string name, BackupPlan plan, CancellationToken cancellationToken)
    {
#pragma warning disable CA1031 // One instance's fault must not keep the others from their backup; the health page shows it.
        try
        {
            await storage.Backups.CreateAsync(name, BackupKind.Daily, plan.Folder, cancellationToken);
            plan.Folder.Prune(name);
            if (plan.Copies is { } copies) await BackupCopies.BringAsync(plan.Folder, copies, name, cancellationToken);
            _faults = _faults.Remove(name);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.BackupFailed(logger, name, exception);
            _faults = _faults.SetItem(name, exception is BackupException ? exception.Message : $"It failed: {exception.GetType().Name}; the log says why.");
            return false;
        }
#pragma warning restore CA1031
    }

    private static bool IsAsItWas(InstanceRecord record, IReadOnlyList<BackupEntry> backups) =>
        record is { State: "archived", ArchivedAt: { } archived } && backups.Any(backup => backup.At > archived);
}
