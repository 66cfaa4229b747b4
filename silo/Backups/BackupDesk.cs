using InvestBot.Silo.Restores;
using InvestBot.Storage;
using InvestBot.Storage.Backups;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;

namespace InvestBot.Silo.Backups;

/// <summary>The backups of this process's plan.</summary>
internal sealed class BackupDesk(FleetStorage storage, BackupPlan plan, InstanceRestores restores) : IBackupDesk
{
    public BackupFolder Folder => plan.Folder;

    public async Task<MadeBackup> CreateAsync(string instance, CancellationToken cancellationToken)
    {
        var made = await storage.Backups.CreateAsync(instance, BackupKind.Manual, plan.Folder, cancellationToken);
        if (plan.Copies is { } copies) await BackupCopies.BringAsync(plan.Folder, copies, instance, cancellationToken);
        return made;
    }

    public Task<RestoreResult> RestoreAsync(RestoreOrder order, CancellationToken cancellationToken) => restores.RestoreAsync(order, plan.Folder, cancellationToken);
}
