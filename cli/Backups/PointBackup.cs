using InvestBot.Cli.Database;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Storage;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace InvestBot.Cli.Backups;

/// <summary>Takes one bot from a server that was recovered to a moment, as a backup like any other.</summary>
internal sealed class PointBackup(InstallationHome home, BackupFolder folder, TimeProvider time)
{
    /// <returns>The backup's file.</returns>
    public async Task<string> MakeAsync(string instance, DateTimeOffset moment, CancellationToken token)
    {
        if (ControlServer.Given is not null)
            throw new CliFailure(ExitCode.Usage, $"--at recovers the private PostgreSQL, and {ControlServer.Variable} names another; recover that one by its own means, then: investbot backup create");
        // Open as long as it takes: the log is closed by the server that writes it.
        await using var access = await StoredFleet.OpenAsync(home, time, token);
        await using var recovered = await new PointInTime(home.PostgresFolder, time).RecoverAsync(moment, token);
        using var master = access.MasterKeys();
        var options = new FleetStorageOptions { ServerConnectionString = recovered.ConnectionString, AsItIs = true };
        await using var then = await FleetStorage.OpenAsync(options, master, new Moment(moment), NullLogger.Instance, token);
        return (await then.Backups.CreateAsync(instance, BackupKind.Point, folder, token)).Path;
    }

    /// <summary>The backup shows that moment, whenever it was made.</summary>
    private sealed class Moment(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
