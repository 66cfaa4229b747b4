using InvestBot.Storage.Backups.Folders;

namespace InvestBot.Storage.Backups;

/// <summary>Backups as a person asks for them, in the process that runs the fleet; where that makes none, there is no such desk.</summary>
public interface IBackupDesk
{
    /// <summary>Where they lie.</summary>
    BackupFolder Folder { get; }

    /// <summary>Makes one of an instance as it is now, proves that it restores, and copies it if copies are kept.</summary>
    /// <exception cref="Files.BackupException">It can't be made or copied; the message says why.</exception>
    Task<MadeBackup> CreateAsync(string instance, CancellationToken cancellationToken);

    /// <summary>Restores one while the other instances trade.</summary>
    /// <exception cref="Files.BackupException">The backup can't be used, the name is taken, or what is there can't be backed up.</exception>
    Task<RestoreResult> RestoreAsync(RestoreOrder order, CancellationToken cancellationToken);
}
