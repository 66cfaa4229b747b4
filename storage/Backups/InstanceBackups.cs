using InvestBot.Storage.Backups.Databases;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Fleet;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Keys;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace InvestBot.Storage.Backups;

/// <summary>Backups of instances, and of the control database under the name <c>fleet</c>: makes them, proves that they restore, and restores them.</summary>
public sealed class InstanceBackups
{
    private readonly NpgsqlDataSource _control;
    private readonly InstanceDatabases _instances;
    private readonly BackupMaker _maker;
    private readonly BackupLoader _loader;
    private readonly FleetBackups _fleet;
    private readonly ScratchDatabases _scratches;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal InstanceBackups(string controlText, NpgsqlDataSource control, MasterKey master, InstanceDatabases instances, TimeProvider time, ILogger logger)
    {
        _control = control;
        _instances = instances;
        _maker = new BackupMaker(controlText, control, master, instances.Registry, time);
        _loader = new BackupLoader(master, instances.Registry, time, logger);
        _fleet = new FleetBackups(controlText, master, instances, time, logger);
        _scratches = new ScratchDatabases(controlText, control, instances.Registry);
        _time = time;
        _logger = logger;
    }

    /// <summary>
    /// Writes an instance's database as it is now into a file of the folder, and restores that into a scratch database to prove it (see
    /// <see cref="VerifyAsync"/>). The instance goes on trading; all or nothing is written.
    /// </summary>
    /// <exception cref="BackupException">There is no such instance, or it is only half made.</exception>
    public async Task<MadeBackup> CreateAsync(string instance, BackupKind kind, BackupFolder folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        long start = _time.GetTimestamp();
        TimeSpan took = TimeSpan.Zero;
        (string path, BackupHeader header) = instance == InstanceName.Fleet
            ? await _fleet.MakeAsync(kind, folder, CheckAsync, cancellationToken)
            : await _maker.MakeAsync(instance, kind, folder, CheckAsync, cancellationToken);
        Log.BackedUp(_logger, instance, path, header.Rows);
        return new MadeBackup(path, header, new FileInfo(path).Length, took, _time.GetElapsedTime(start));

        async Task CheckAsync(string part)
        {
            took = _time.GetElapsedTime(start);
            start = _time.GetTimestamp();
            await VerifyAsync(part, cancellationToken);
        }
    }

    /// <summary>Reads a backup into a scratch database and compares row counts, the journal's head and its whole chain with what was backed up.</summary>
    /// <exception cref="BackupException">It is damaged, of another key or a newer version, or not what it should be; the message says which.</exception>
    public async Task<BackupHeader> VerifyAsync(string path, CancellationToken cancellationToken)
    {
        using BackupFile file = BackupFile.Open(path);
        await SweepAsync(cancellationToken);
        await using ScratchDatabase scratch = await _scratches.CreateAsync(cancellationToken);
        if (file.Header.Instance == InstanceName.Fleet)
            (await _fleet.LoadAsync(file, scratch, cancellationToken)).Dispose();
        else
            await _loader.LoadAsync(file, scratch, file.Header.Instance, cancellationToken);
        return file.Header;
    }

    /// <summary>Restores the control database of a fleet into an installation that was not used yet, and runs no server.</summary>
    /// <param name="path">The backup.</param>
    /// <param name="changes">What is to change in the states of the fleet's grains.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BackupException">As for <see cref="VerifyAsync"/>, or it is no backup of a fleet, or this installation was used.</exception>
    public async Task<BackupHeader> RestoreFleetAsync(string path, IRestoreChanges changes, CancellationToken cancellationToken)
    {
        using BackupFile file = BackupFile.Open(path);
        if (file.Header.Instance != InstanceName.Fleet)
            throw new BackupException($"{path} is a backup of '{file.Header.Instance}', not of the fleet. To restore that: investbot backup restore {file.Header.Instance} --file {path}");
        await SweepAsync(cancellationToken);
        await using ScratchDatabase scratch = await _scratches.CreateAsync(cancellationToken);
        DataKeyRing keys = await _fleet.LoadAsync(file, scratch, cancellationToken);
        await StateRewrite.RunAsync(scratch, keys, changes, _time, cancellationToken);
        await _instances.ReplaceAsync(InstanceName.Fleet, () => _fleet.BringAsync(scratch, cancellationToken));
        Log.Restored(_logger, InstanceName.Fleet, InstanceName.Fleet, file.Header.At);
        return file.Header;
    }

    /// <summary>What a backup says of itself; its content is not read.</summary>
    /// <exception cref="BackupException">It is no backup.</exception>
    public static BackupHeader Describe(string path)
    {
        using BackupFile file = BackupFile.Open(path);
        return file.Header;
    }

    /// <summary>Makes everything of a restore ready beside the instance, which goes on as it is until <see cref="PreparedRestore.SwapAsync"/>.</summary>
    /// <param name="path">The backup.</param>
    /// <param name="name">The name of the restored instance: that of the backup, or another one.</param>
    /// <param name="changes">Its new epoch, and its new name inside.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BackupException">As for <see cref="VerifyAsync"/>, or the name is taken by another instance.</exception>
    public async Task<PreparedRestore> PrepareAsync(string path, string name, IRestoreChanges changes, CancellationToken cancellationToken)
    {
        using BackupFile file = BackupFile.Open(path);
        if (file.Header.Instance == InstanceName.Fleet)
            throw new BackupException($"{path} is the backup of the fleet, not of a bot. It is restored on an empty home, with no server running: investbot backup restore {InstanceName.Fleet}");
        if (name != file.Header.Instance && await _instances.Registry.FindAsync(name, cancellationToken) is not null)
            throw new BackupException($"There is an instance '{name}' already, and the backup is of '{file.Header.Instance}': choose another name.");
        await SweepAsync(cancellationToken);
        ScratchDatabase scratch = await _scratches.CreateAsync(cancellationToken);
        try
        {
            LoadedBackup loaded = await _loader.LoadAsync(file, scratch, name, cancellationToken);
            await StateRewrite.RunAsync(scratch, _instances.Registry.Open(loaded.Keys, loaded.Header.Instance), changes, _time, cancellationToken);
            InstanceSwap swap = new(_control, _instances.Registry, _instances.Roles, _scratches, _time);
            await swap.AdmitAsync(scratch, name, cancellationToken);
            return new PreparedRestore(name, scratch, loaded, changes, swap, _instances, _scratches, _logger);
        }
        catch
        {
            await scratch.DisposeAsync();
            throw;
        }
    }

    /// <summary>Drops what killed processes left of verifications and restores.</summary>
    /// <returns>How many databases.</returns>
    public Task<int> SweepAsync(CancellationToken cancellationToken) => _scratches.SweepAsync(cancellationToken);
}

/// <summary>A backup that was made.</summary>
/// <param name="Path">The file.</param>
/// <param name="Header">What it says of itself.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Took">From the start until it was on the disk.</param>
/// <param name="Verified">How long it took to restore it and compare.</param>
public sealed record MadeBackup(string Path, BackupHeader Header, long Bytes, TimeSpan Took, TimeSpan Verified)
{
    /// <summary>Megabytes (10⁶) of the database a second.</summary>
    public double Speed => Header.DatabaseBytes / 1e6 / Math.Max(Took.TotalSeconds, 1e-3);
}
