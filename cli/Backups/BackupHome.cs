using InvestBot.Cli.Database;
using InvestBot.Cli.Home;
using InvestBot.Silo.Backups;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Server;

namespace InvestBot.Cli.Backups;

/// <summary>Where an installation's backups go.</summary>
internal static class BackupHome
{
    /// <summary>The variable that names a second folder, best on another machine or disk, that gets a copy of every backup.</summary>
    public const string CopyVariable = "INVESTBOT_BACKUP_COPY";

    public static BackupPlan Of(InstallationHome home, TimeProvider time) => new(
        new BackupFolder(home.BackupFolder),
        Environment.GetEnvironmentVariable(CopyVariable) is { Length: > 0 } copies ? new BackupFolder(copies) : null,
        token => KeepBaseAsync(home, time, token));

    // Of a server that somebody else runs, whoever runs it makes them.
    private static async Task KeepBaseAsync(InstallationHome home, TimeProvider time, CancellationToken token)
    {
        if (new ControlServer(home).Running is not null) await new PointInTime(home.PostgresFolder, time).KeepBaseAsync(token);
    }
}
