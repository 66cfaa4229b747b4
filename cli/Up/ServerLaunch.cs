using System.Diagnostics;
using InvestBot.Cli.Database;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Local;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Up;

/// <summary>Starts the server process and waits until its page is ready.</summary>
/// <param name="home">Whose server.</param>
/// <param name="options">What was asked.</param>
/// <param name="steps">Hears of the progress.</param>
/// <param name="time">The machine's clock.</param>
/// <param name="variables">What the server is told beside what every server is told.</param>
internal sealed class ServerLaunch(InstallationHome home, UpOptions options, Steps steps, TimeProvider time, IReadOnlyDictionary<string, string>? variables = null)
{
    /// <summary>The variable that names the master key's file to the server.</summary>
    public const string MasterKeyVariable = "INVESTBOT_MASTER_KEY_FILE";

    /// <summary>The variable that tells the server that its database is just being started: it waits for it.</summary>
    public const string DatabaseStartsVariable = "INVESTBOT_DATABASE_STARTS";

    /// <summary>How long a server may take until its page is ready.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // The runtime guards pages of compiled code against writing. A start, which compiles thousands of methods, takes a tenth longer with it, and
    // until it is over nobody watches what is open. Who wants it sets the variable to 1.
    private const string CodePagesVariable = "DOTNET_EnableWriteXorExecute";

    // What is called often is compiled once more, better, beside whatever runs: after this many milliseconds without anything new to compile,
    // so not in the midst of a start. The runtime's own 100 are too few for that.
    private const string CompilationDelayVariable = "DOTNET_TC_CallCountingDelayMs";
    private const string CompilationDelay = "1000";

    private const int Tenths = 10;
    private const long MostLogBytes = 16L * 1024 * 1024;
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private Begun? begun;

    /// <summary>Starts the process.</summary>
    /// <param name="connection">Its database; holds a secret.</param>
    /// <param name="databaseStarts">Whether that need not answer yet.</param>
    public void Begin(string connection, bool databaseStarts = false)
    {
        ProgramCopy.Refresh(home);
        RotateLog();
        var said = new FileInfo(home.ServerLog) is { Exists: true, Length: var length } ? length : 0;
        File.Delete(home.MigrationFile);
        var process = Spawn(connection, databaseStarts);
        var record = ProcessStamp.Of(process.Id) is { } stamp ? new ServerRecord(stamp, options.Port, time.GetUtcNow()) : null;
        record?.Write(home.ServerRecordFile);
        begun = new Begun(process, record, said);
    }

    /// <summary>Waits until the page of the process that was begun is ready.</summary>
    /// <exception cref="CliFailure">The process ended instead, or was not ready in time.</exception>
    public async Task<ServerRecord> ReadyAsync(CancellationToken token)
    {
        var (process, started, said) = begun ?? throw new InvalidOperationException("No process was begun.");
        using var _ = process;
        var record = await steps.RunAsync("Starting the server (migrating its databases, waking the bots)", async () =>
        {
            if (started is null || !await IsReadyAsync(started, token)) throw await EndedAsync(process, said, token);
            return (started, $"Databases migrated, server started (process {process.Id})");
        });
        foreach (var fault in MigrationNews.Read(home.MigrationFile)?.Failed.Values ?? []) steps.Say($"    {fault}");
        return record;
    }

    /// <summary>Ends the process that was begun.</summary>
    public async Task EndAsync()
    {
        if (begun is null) return;
        File.Delete(home.ServerRecordFile);
        if (begun.Record is { } record) await Signal.EndAsync(record.Process, EndPatience, time);
        begun.Process.Dispose();
        begun = null;
    }

    /// <summary>Waits until the page of a server is ready.</summary>
    /// <returns>False when it has ended.</returns>
    /// <exception cref="CliFailure">It was not ready in time.</exception>
    public async Task<bool> IsReadyAsync(ServerRecord record, CancellationToken token)
    {
        using var health = new ServerHealth(home, record.Address);
        var told = 0;
        for (var start = time.GetTimestamp(); !await health.IsReadyAsync(token);)
        {
            // As long as database after database is migrated, it is not late.
            if (MigrationNews.Read(home.MigrationFile) is { } news && news.Done > told)
            {
                start = time.GetTimestamp();
                if (news.Done * Tenths / news.Of > told * Tenths / news.Of) steps.Say(FormattableString.Invariant($"    {news.Done} of {news.Of} databases migrated{(news.Failed.Count > 0 ? $", {news.Failed.Count} failed" : "")}"));
                told = news.Done;
            }

            if (!record.Process.IsAlive)
                return false;
            if (time.GetElapsedTime(start) > Patience)
                throw new CliFailure(
                    ExitCode.ServerNotReady,
                    $"The server was not ready after {Patience.TotalMinutes:0} minutes; its log says why: {home.ServerLog} (it still runs; to end it: investbot down)");
            await Task.Delay(Pause, time, token);
        }
        return true;
    }

    private Process Spawn(string connection, bool databaseStarts)
    {
        var dotnet = Environment.ProcessPath ?? "dotnet";
        var environment = new Dictionary<string, string>(variables ?? new Dictionary<string, string>())
        {
            [InstallationHome.Variable] = home.Folder,
            [Clone.Variable] = Clone.Folder,
            [ControlServer.Variable] = connection,
            [MasterKeyVariable] = home.MasterKeyFile,
            [FirstPassword.Variable] = home.FirstPasswordFile,
            [LaunchMark.Variable] = LaunchMark.Make(home),
            [LocalKey.Variable] = LocalKey.Make(home.LocalKeyFile),
            [ProgramCopy.WebVariable] = ProgramCopy.WebFolder(home),
            [CodePagesVariable] = Environment.GetEnvironmentVariable(CodePagesVariable) ?? "0",
            [CompilationDelayVariable] = Environment.GetEnvironmentVariable(CompilationDelayVariable) ?? CompilationDelay,
        };
        if (databaseStarts) environment[DatabaseStartsVariable] = "1";
        return DetachedProcess.Start([dotnet, ProgramCopy.Assembly(home), .. options.ServeArguments()], home.ServerLog, environment);
    }

    // What the server said last is the reason, in a sentence; what has none is in its log.
    private async Task<CliFailure> EndedAsync(Process process, long said, CancellationToken token)
    {
        File.Delete(home.ServerRecordFile);
        await process.WaitForExitAsync(token);
        var code = (ExitCode)process.ExitCode;
        var reason = code == ExitCode.Fault ? null : LastWords(said);
        return reason is null
            ? new CliFailure(ExitCode.ServerNotReady, $"The server ended while it started; its log says why: {home.ServerLog}")
            : new CliFailure(code, reason);
    }

    private string? LastWords(long said)
    {
        using var log = new FileStream(home.ServerLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Position = said;
        using var reader = new StreamReader(log);
        return reader.ReadToEnd().Split('\n').LastOrDefault(line => line.StartsWith(CliFailure.Prefix, StringComparison.Ordinal))?[CliFailure.Prefix.Length..];
    }

    private void RotateLog()
    {
        if (new FileInfo(home.ServerLog) is { Exists: true, Length: > MostLogBytes })
            File.Move(home.ServerLog, home.ServerLog + ".1", overwrite: true);
    }

    private sealed record Begun(Process Process, ServerRecord? Record, long Said);
}
