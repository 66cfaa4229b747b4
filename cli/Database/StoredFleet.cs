using InvestBot.Cli.Home;
using InvestBot.Cli.Processes;
using InvestBot.Storage;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Keys;
using Microsoft.Extensions.Logging.Abstractions;

namespace InvestBot.Cli.Database;

/// <summary>The databases of an installation, for a command beside the server or without it. What it had to start, it stops.</summary>
internal sealed class StoredFleet : IAsyncDisposable
{
    private readonly MasterKey master;
    private readonly ControlServer? started;

    private StoredFleet(MasterKeySource source, MasterKey master, FleetStorage storage, ControlServer? started) =>
        (Source, this.master, Storage, this.started) = (source, master, storage, started);

    public FleetStorage Storage { get; }

    /// <summary>Where the master key came from.</summary>
    public MasterKeySource Source { get; }

    /// <summary>The installation's master key with those that it had before, for its databases at another moment.</summary>
    public MasterKey MasterKeys() => master.Copy();

    /// <summary>Opens the databases. While the server runs they stay as they are; without it they are made and migrated as <c>up</c> would.</summary>
    public static async Task<StoredFleet> OpenAsync(InstallationHome home, TimeProvider time, CancellationToken token)
    {
        var source = new MasterKeySource { File = home.MasterKeyFile };
        var master = await source.LoadAsync(token);
        ControlServer? started = null;
        try
        {
            (var connection, started) = await ConnectAsync(home, time, token);
            var serverRuns = ServerRecord.ReadLiving(home.ServerRecordFile) is not null;
            var options = new FleetStorageOptions { ServerConnectionString = connection, AsItIs = serverRuns, InstanceConnections = 4, SharedConnections = 8, BeforeMigrations = new BackupFolder(home.BackupFolder) };
            return new StoredFleet(source, master, await FleetStorage.OpenAsync(options, master, time, NullLogger.Instance, token), started);
        }
        catch
        {
            if (started is not null) await started.StopAsync(CancellationToken.None);
            master.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Storage.DisposeAsync();
        master.Dispose();
        if (started is not null) await started.StopAsync(CancellationToken.None);
    }

    private static async Task<(string Connection, ControlServer? Started)> ConnectAsync(InstallationHome home, TimeProvider time, CancellationToken token)
    {
        if (ControlServer.Given is { } given) return (given, null);
        var server = new ControlServer(home);
        if (server.Running is not null) return (await server.StartAsync(token), null);
        using (await HomeLock.TakeAsync(home, time, token))
        {
            await server.InstallWhenMissingAsync(token);
            return (await server.StartAsync(token), server);
        }
    }
}
