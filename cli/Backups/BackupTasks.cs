using System.Globalization;
using InvestBot.Cli.Database;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Local;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;
using InvestBot.Domain.Identity;
using InvestBot.Silo.Backups;
using InvestBot.Silo.Restores;
using InvestBot.Storage;
using InvestBot.Storage.Backups;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Instances;

namespace InvestBot.Cli.Backups;

/// <summary>What the subcommands of <c>backup</c> do, and how it went.</summary>
internal sealed class BackupTasks(InstallationHome home, TimeProvider time)
{
    private const double Megabyte = 1e6;

    private readonly BackupPlan backups = BackupHome.Of(home, time);

    public Report List(string? instance)
    {
        var all = backups.Folder.List(instance);
        return new Report(true, [new("backups", all.Count), new("size", Round(all.Sum(entry => entry.Bytes) / Megabyte), "MB"), new("folder", backups.Folder.Root)], [.. all.Select(Line)]);
    }

    public async Task<Report> CreateAsync(string? instance, CancellationToken token)
    {
        await using var access = await StoredFleet.OpenAsync(home, time, token);
        var made = new List<MadeBackup>();
        foreach (var name in await NamesAsync(access.Storage, instance, token))
        {
            made.Add(await access.Storage.Backups.CreateAsync(name, BackupKind.Manual, backups.Folder, token));
            if (backups.Copies is { } copies) await BackupCopies.BringAsync(backups.Folder, copies, name, token);
        }

        if (backups.Base is { } make) await make(token);
        var bytes = made.Sum(backup => backup.Header.DatabaseBytes);
        var took = made.Sum(backup => backup.Took.TotalSeconds);
        return new Report(
            true,
            [
                new("backups", made.Count),
                new("rows", made.Sum(backup => backup.Header.Rows)),
                new("databases", Round(bytes / Megabyte), "MB"),
                new("files", Round(made.Sum(backup => backup.Bytes) / Megabyte), "MB"),
                new("speed", Round(bytes / Megabyte / Math.Max(took, 1e-3)), "MB/s"),
                new("took", Math.Round(took, 3), "s"),
                new("verified in", Math.Round(made.Sum(backup => backup.Verified.TotalSeconds), 3), "s"),
            ],
            [.. made.Select(backup => backup.Path)]);
    }

    public async Task<Report> VerifyAsync(string? instance, string? file, CancellationToken token)
    {
        await using var access = await StoredFleet.OpenAsync(home, time, token);
        string[] files = file is not null || instance is not null
            ? [backups.Folder.Find(instance ?? "", file)]
            : [.. backups.Folder.List().GroupBy(entry => entry.Instance).Select(entries => entries.First().Path)];
        var notes = new List<string>();
        var failed = 0;
        foreach (var path in files)
        {
            try
            {
                var header = await access.Storage.Backups.VerifyAsync(path, token);
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: {header.Rows} rows and {header.Sequence} journal records restore as they were"));
            }
            catch (BackupException fault)
            {
                failed++;
                notes.Add(fault.Message);
            }
        }

        return new Report(failed == 0, [new("verified", files.Length - failed), new("failed", failed)], notes);
    }

    /// <summary>The control database, then every bot that it knows, on a home that has none.</summary>
    public async Task<Report> RestoreFleetAsync(string? file, CancellationToken token)
    {
        var found = backups.Folder.Find(InstanceName.Fleet, file);
        if (ServerRecord.ReadLiving(home.ServerRecordFile) is not null)
            throw new BackupException("The server runs here, and a fleet is restored on a home that has none. To look at it: set INVESTBOT_HOME to an empty folder.");
        await using var access = await StoredFleet.OpenAsync(home, time, token);
        await using var fleet = await access.Storage.TakeFleetAsync(token);
        // The bots' backups lie beside the fleet's, wherever that is.
        var bots = new BackupFolder(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(found)))!);
        return RestoreReport.Of(await new FleetRestores(access.Storage, time).RestoreAsync(found, bots, token));
    }

    /// <summary>The settings of all bots as JSON.</summary>
    public async Task<string> ConfigurationAsync(CancellationToken token)
    {
        await using var access = await StoredFleet.OpenAsync(home, time, token);
        return (await ConfigurationExport.ReadAsync(access.Storage, time.GetUtcNow(), token)).ToJson();
    }

    public async Task<Report> RestoreAsync(string instance, string? file, DateTimeOffset? at, InstanceId? name, bool withoutBackup, CancellationToken token)
    {
        var found = at is { } moment ? await new PointBackup(home, backups.Folder, time).MakeAsync(instance, moment, token) : backups.Folder.Find(instance, file);
        var order = new RestoreOrder(found, name, withoutBackup);
        if (InstanceBackups.Describe(order.File).Instance is var of && of != instance)
            throw new BackupException($"{order.File} is a backup of '{of}', not of '{instance}'. Name the bot whose backup it is, and with --as another name for it.");
        if (ServerRecord.ReadLiving(home.ServerRecordFile) is { } server)
        {
            using var health = new ServerHealth(home, server.Address);
            return await health.RestoreAsync(order, token) ?? throw new CliFailure(ExitCode.ServerNotReady, $"The server did not answer; its log says why: {home.ServerLog}");
        }

        await using var access = await StoredFleet.OpenAsync(home, time, token);
        await using var fleet = await access.Storage.TakeFleetAsync(token);
        return RestoreReport.Of(await new InstanceRestores(access.Storage, new NobodyLives(), time).RestoreAsync(order, backups.Folder, token));
    }

    public Report Prune(string? instance)
    {
        var gone = backups.Folder.List(instance).Select(entry => entry.Instance).Distinct().SelectMany(backups.Folder.Prune).ToList();
        return new Report(true, [new("removed", gone.Count), new("freed", Round(gone.Sum(entry => entry.Bytes) / Megabyte), "MB")], [.. gone.Select(Line)]);
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(FleetStorage storage, string? instance, CancellationToken token) => instance is not null
        ? [instance]
        : [.. (await storage.Instances.ListAsync(token)).Where(record => record.State is "ready" or "archived").Select(record => record.Name), InstanceName.Fleet];

    private static string Line(BackupEntry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"{entry.Instance,-20} {entry.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC  {entry.Kind.ToString().ToLowerInvariant(),-8} {entry.Bytes / Megabyte,10:0.0} MB  {entry.Name}");

    private static double Round(double value) => Math.Round(value, 2);
}
