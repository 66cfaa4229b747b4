using System.Globalization;
using InvestBot.Cli.Database;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Local;
using InvestBot.Cli.Processes;
using InvestBot.Cli.Trials;
using InvestBot.Cli.Up;
using InvestBot.Storage.Server;

namespace InvestBot.Cli.Microsoft;

/// <summary>A silo process of a trial.</summary>
/// <param name="Process">It.</param>
/// <param name="Port">Its silo port, by which the cluster names it.</param>
internal sealed record TrialSilo(ProcessStamp Process, int Port);

/// <summary>A throw-away cluster on this machine: silos and an API, each a process, over one private PostgreSQL. Nothing of it is left at the end.</summary>
internal sealed class ClusterTrial(string speed, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(40);

    private readonly TrialServer trial = new(speed, dataFolder: null, noDemo: false, time);
    private readonly List<ProcessStamp> started = [];
    private string key = "";
    private int number;

    /// <summary>A connection string of the database's owner; a secret.</summary>
    public string Connection => trial.Connection;

    public Uri Api { get; private set; } = new("http://127.0.0.1");

    public InstallationHome Home => trial.Home;

    public async Task PrepareAsync(CancellationToken token)
    {
        await trial.PrepareAsync(token);
        ProgramCopy.Refresh(Home);
        key = LocalKey.Make(Home.LocalKeyFile);
        FirstPassword.Make(Home.FirstPasswordFile);
    }

    public TrialSilo StartSilo()
    {
        var port = LoopbackPort.FindFree();
        var silo = Start("serve", "silo", "--silo-port", Text(port), "--gateway-port", Text(LoopbackPort.FindFree()), "--ops-port", Text(LoopbackPort.FindFree()), "--speed", speed);
        return new TrialSilo(silo, port);
    }

    /// <summary>Starts the API and waits until it and the fleet behind it are ready.</summary>
    public async Task StartApiAsync(CancellationToken token)
    {
        var port = LoopbackPort.FindFree();
        Api = new Uri($"http://127.0.0.1:{port}");
        Start("serve", "api", "--port", Text(port));
        using var health = new ServerHealth(Home, Api);
        for (var start = time.GetTimestamp(); !await health.IsReadyAsync(token); await Task.Delay(Pause, time, token))
        {
            if (started.Exists(process => !process.IsAlive) || time.GetElapsedTime(start) > Patience)
                throw new CliFailure(ExitCode.ServerNotReady, $"The cluster was not ready in time. It wrote last: {LastWords}");
        }
    }

    /// <summary>Asks a process to end, and waits until it has drained.</summary>
    public Task<bool> DrainAsync(TrialSilo silo) => Signal.EndAsync(silo.Process, EndPatience, time);

    public Task KillAsync(TrialSilo silo) => Signal.KillAsync(silo.Process, time);

    /// <summary>What the processes wrote last; their logs go with the home.</summary>
    public string LastWords => string.Join(
        Environment.NewLine,
        Directory.EnumerateFiles(Home.LogFolder, "process-*.log").Order(StringComparer.Ordinal).SelectMany(file => File.ReadLines(file).TakeLast(5).Select(line => $"{Path.GetFileName(file)}: {line}")));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in started.Where(process => process.IsAlive)) await Signal.KillAsync(process, time);
        if (Environment.GetEnvironmentVariable("INVESTBOT_KEEP_LOGS") is { Length: > 0 } kept && Directory.Exists(Home.LogFolder))
        {
            Directory.CreateDirectory(kept);
            foreach (var file in Directory.EnumerateFiles(Home.LogFolder)) File.Copy(file, Path.Combine(kept, Path.GetFileName(file)), overwrite: true);
        }
        await trial.DisposeAsync();
    }

    private ProcessStamp Start(params string[] arguments)
    {
        var environment = new Dictionary<string, string>
        {
            [InstallationHome.Variable] = Home.Folder,
            [Clone.Variable] = Clone.Folder,
            [ControlServer.Variable] = Connection,
            [ServerLaunch.MasterKeyVariable] = Home.MasterKeyFile,
            [FirstPassword.Variable] = Home.FirstPasswordFile,
            [LocalKey.Variable] = key,
            [ProgramCopy.WebVariable] = ProgramCopy.WebFolder(Home),
        };
        var log = Path.Combine(Home.LogFolder, string.Create(CultureInfo.InvariantCulture, $"process-{++number:00}-{arguments[1]}.log"));
        using var process = DetachedProcess.Start([Environment.ProcessPath ?? "dotnet", ProgramCopy.Assembly(Home), .. arguments], log, environment);
        var stamp = ProcessStamp.Of(process.Id) ?? throw new CliFailure(ExitCode.ServerNotReady, $"A process of the cluster ended at once; its log: {log}");
        started.Add(stamp);
        return stamp;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
