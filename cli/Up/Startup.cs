using InvestBot.Cli.Database;
using InvestBot.Cli.Down;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Local;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Server;

namespace InvestBot.Cli.Up;

/// <summary>Starts an installation, step by step. What is running already is left as it is.</summary>
internal sealed class Startup(InstallationHome home, UpOptions options, Steps steps, TimeProvider time)
{
    private readonly ControlServer database = new(home);

    public async Task<ExitCode> RunAsync(CancellationToken token)
    {
        ServerRecord record;
        using (await HomeLock.TakeAsync(home, time, token))
        {
            if (ServerRecord.ReadLiving(home.ServerRecordFile) is { } running)
            {
                // Its database may have died alone: started again, the server goes on by itself.
                if (ControlServer.Given is null && database.Running is null && !options.Fresh)
                {
                    await FindDatabaseAsync(token);
                    await StartDatabaseAsync(token);
                }
                return await GreetAsync(running, token);
            }
            var hadDatabase = database.Running is not null;
            try
            {
                record = await StartAsync(token);
            }
            catch (Exception fault) when (fault is OperationCanceledException || (!hadDatabase && IsDatabaseAlone))
            {
                await StopAllAsync();
                throw;
            }
        }

        return options.Attach ? await StayAsync(record, token) : ExitCode.Ok;
    }

    private bool IsDatabaseAlone => database.Running is not null && ServerRecord.ReadLiving(home.ServerRecordFile) is null;

    private async Task<ServerRecord> StartAsync(CancellationToken token)
    {
        var start = time.GetTimestamp();
        if (!LoopbackPort.IsFree(options.Port))
            throw new CliFailure(
                ExitCode.PortTaken,
                $"Port {options.Port} is taken by another program; end it, or choose another port: investbot up --port {options.Port + 1}");
        if (options.Fresh)
            await SetAsideAsync(token);
        await MakeMasterKeyAsync();
        FirstPassword.Make(home.FirstPasswordFile);
        var launch = new ServerLaunch(home, options, steps, time);
        if (ControlServer.Given is { } given) launch.Begin(given);
        else await StartBothAsync(launch, token);
        var record = await launch.ReadyAsync(token);
        steps.Say("");
        steps.Say($"InvestBot is ready at {record.Address.OriginalString} ({time.GetElapsedTime(start).TotalSeconds:0.0} s)");
        TellFirstPassword();
        return record;
    }

    // Told once; by the next 'up' when this one is killed before.
    private void TellFirstPassword()
    {
        if (FirstPassword.FindTaken(home.FirstPasswordFile) is { } password)
        {
            steps.Say("");
            steps.Say($"  Sign in as   admin");
            steps.Say($"  Password     {password}");
            steps.Say("  It is shown this once and stored only as a hash.");
        }

        FirstPassword.Forget(home.FirstPasswordFile);
    }

    // A key is made only for a database that does not exist yet: a lost key is not replaced by one that opens nothing.
    private async Task MakeMasterKeyAsync()
    {
        if (MasterKeySource.IsInEnvironment || File.Exists(home.MasterKeyFile) || (ControlServer.Given is null && database.Exists))
            return;
        await steps.RunAsync("Making the master key", () =>
        {
            MasterKeySource.CreateFile(home.MasterKeyFile);
            return Task.FromResult("Master key made; without it nothing stored can be read");
        });
        steps.Say($"    keep a copy of it elsewhere: {home.MasterKeyFile}");
    }

    // The server makes itself ready while its database is being made and started.
    private async Task StartBothAsync(ServerLaunch launch, CancellationToken token)
    {
        await FindDatabaseAsync(token);
        var planned = await database.PlanAsync(token);
        launch.Begin(planned, databaseStarts: true);
        try
        {
            var connection = await StartDatabaseAsync(token);
            if (connection == planned) return;
            // Another process took the port.
            await launch.EndAsync();
            launch.Begin(connection);
        }
        catch
        {
            await launch.EndAsync();
            throw;
        }
    }

    private Task FindDatabaseAsync(CancellationToken token) => steps.RunAsync("Looking for PostgreSQL", () => database.InstallWhenMissingAsync(token));

    private async Task<string> StartDatabaseAsync(CancellationToken token)
    {
        return await steps.RunAsync("Starting PostgreSQL", async () =>
        {
            var before = database.Running;
            var connection = await database.StartAsync(token);
            var done = before is null ? "started" : "already running";
            return (connection, $"PostgreSQL {done} on 127.0.0.1:{database.Running?.Port}");
        });
    }

    private async Task SetAsideAsync(CancellationToken token)
    {
        if (ControlServer.Given is not null)
            throw new CliFailure(ExitCode.Usage, $"--fresh does not touch the server that {ControlServer.Variable} names; empty its databases by hand.");
        await steps.RunAsync("Setting the stored data aside", async () =>
        {
            await database.StopAsync(token);
            home.SetAside();
            return $"Stored data set aside in {home.PreviousFolder}";
        });
    }

    private async Task<ExitCode> GreetAsync(ServerRecord running, CancellationToken token)
    {
        if (options.Fresh)
            throw new CliFailure(ExitCode.Usage, "InvestBot is running; end it before beginning anew: investbot down");
        using var health = new ServerHealth(home, running.Address);
        if (!await health.IsReadyAsync(token) && !await IsStartingAsync(running, token))
            throw new CliFailure(
                ExitCode.ServerNotReady,
                $"InvestBot (process {running.Process.Id}) runs but is not ready; its log says why: {home.ServerLog} (to start again: investbot down && investbot up)");
        steps.Say($"InvestBot is already running at {running.Address.OriginalString} (process {running.Process.Id}); to end it: investbot down");
        TellFirstPassword();
        return ExitCode.Ok;
    }

    // An 'up' that was killed left it on its way.
    private async Task<bool> IsStartingAsync(ServerRecord running, CancellationToken token) =>
        time.GetUtcNow() - running.StartedAt < ServerLaunch.Patience && await new ServerLaunch(home, options, steps, time).IsReadyAsync(running, token);

    private async Task<ExitCode> StayAsync(ServerRecord record, CancellationToken token)
    {
        steps.Say("");
        steps.Say("Ctrl-C ends everything.");
        var end = await new AttachedView(home, record, time).WatchAsync(Console.Out, token);
        if (end == AttachedEnd.StoppedElsewhere)
            return ExitCode.Ok;
        using (await HomeLock.TakeAsync(home, time, CancellationToken.None))
            await StopAllAsync();
        return end == AttachedEnd.Interrupted
            ? ExitCode.Ok
            : throw new CliFailure(ExitCode.ServerNotReady, $"The server ended unexpectedly; its log says why: {home.ServerLog} (to go on: investbot up)");
    }

    private Task StopAllAsync() => new Shutdown(home, steps, time).RunAsync(CancellationToken.None);
}
