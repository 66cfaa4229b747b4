using InvestBot.Cli.Database;
using InvestBot.Cli.Down;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;
using InvestBot.Cli.Up;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Server;
using Npgsql;

namespace InvestBot.Cli.Trials;

/// <summary>
/// An installation of its own for one trial, started as <c>up</c> starts one: a home under the temporary folder, a private
/// PostgreSQL with every guarantee on, a free port. It touches no other installation, and nothing of it is left at the end.
/// </summary>
internal sealed class TrialServer : IAsyncDisposable
{
    private const string Prefix = "investbot-trial-";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Steps quiet;
    private readonly UpOptions options;
    private readonly TimeProvider time;
    private readonly ControlServer database;
    private VenueProcess? venue;

    /// <param name="speed">How fast recordings run; null means the demo's own speed.</param>
    /// <param name="dataFolder">Recordings to replay; null means those that ship.</param>
    /// <param name="noDemo">Whether the fleet begins empty.</param>
    /// <param name="time">The machine's clock.</param>
    public TrialServer(string? speed, string? dataFolder, bool noDemo, TimeProvider time)
    {
        this.time = time;
        quiet = new Steps(TextWriter.Null, time, moving: false);
        options = new UpOptions(0, Attach: false, Fresh: false, dataFolder, speed, noDemo);
        Home = new InstallationHome(Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}-{Path.GetRandomFileName()}"));
        database = new ControlServer(Home);
    }

    public InstallationHome Home { get; }

    /// <summary>A connection string of the database's owner; a secret.</summary>
    public string Connection { get; private set; } = "";

    /// <summary>The first administrator's password, once the server was ready for the first time; a secret.</summary>
    public string Password { get; private set; } = "";

    /// <summary>Whether the paper venue has a process of its own, with its own books.</summary>
    public bool VenueApart { get; init; }

    /// <summary>Variables that the server gets beside those that every server gets.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What the server asks of its connections beside what every server asks.</summary>
    public string? ConnectionOptions { get; init; }

    /// <summary>Whether a home is that of a trial.</summary>
    public static bool IsTrial(InstallationHome home) => Path.GetFileName(home.Folder).StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The process of the database.</summary>
    public PostgresProcess? Postgres => database.Running;

    /// <summary>Makes the home and starts the database.</summary>
    public async Task PrepareAsync(CancellationToken token)
    {
        Home.Make();
        MasterKeySource.CreateFile(Home.MasterKeyFile);
        await database.InstallWhenMissingAsync(token);
        await RestartDatabaseAsync(token);
        if (!VenueApart) return;
        venue = new VenueProcess(Home, time);
        Variables.Add(venue.Setting.Key, venue.Setting.Value);
        await venue.StartAsync(options.DataFolder, token);
    }

    /// <summary>Stops the database in order.</summary>
    public Task StopDatabaseAsync(CancellationToken token) => database.StopAsync(token);

    /// <summary>Starts the database when it does not run.</summary>
    public async Task RestartDatabaseAsync(CancellationToken token) =>
        Connection = new NpgsqlConnectionStringBuilder(await database.StartAsync(token)) { Options = ConnectionOptions }.ConnectionString;

    /// <summary>A connection of the owner's, which no pool keeps.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken token, string? database = null)
    {
        var address = new NpgsqlConnectionStringBuilder(Connection) { Pooling = false };
        if (database is not null) address.Database = database;
        var server = new NpgsqlConnection(address.ConnectionString);
        try
        {
            await server.OpenAsync(token);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server process and waits until its page is ready.</summary>
    /// <returns>The server, and how long it took from the start of the process.</returns>
    /// <exception cref="CliFailure">It ended or was not ready in time.</exception>
    public async Task<(ServerRecord Server, TimeSpan Took)> LaunchAsync(CancellationToken token)
    {
        FirstPassword.Make(Home.FirstPasswordFile);
        var launch = new ServerLaunch(Home, options with { Port = LoopbackPort.FindFree() }, quiet, time, Variables);
        launch.Begin(Connection);
        var record = await launch.ReadyAsync(token);
        var took = time.GetUtcNow() - record.StartedAt;
        if (FirstPassword.FindTaken(Home.FirstPasswordFile) is { } password) Password = password;
        return (record, took);
    }

    /// <summary>The process of a launch under way, as soon as there is one; null when the launch ended before.</summary>
    public async Task<ServerRecord?> FindStartedAsync(Task launch, CancellationToken token)
    {
        while (!launch.IsCompleted)
        {
            if (ServerRecord.ReadLiving(Home.ServerRecordFile) is { } record) return record;
            await Task.Delay(Pause, time, token);
        }

        return ServerRecord.ReadLiving(Home.ServerRecordFile);
    }

    /// <summary>What the server wrote last; its log goes with the home.</summary>
    public string LastWords => File.Exists(Home.ServerLog) ? string.Join(Environment.NewLine, File.ReadLines(Home.ServerLog).TakeLast(5)) : "";

    /// <summary>Ends everything that was started and removes the home.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Directory.Exists(Home.Folder)) return;
        if (ServerRecord.ReadLiving(Home.ServerRecordFile) is { } server) await Signal.KillAsync(server.Process, time);
        await new Shutdown(Home, quiet, time).RunAsync(CancellationToken.None);
        if (venue is not null) await venue.DisposeAsync();
        Directory.Delete(Home.Folder, recursive: true);
    }
}
