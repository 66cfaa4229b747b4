using System.Globalization;
using Npgsql;

namespace InvestBot.Storage.Server;

/// <summary>
/// A PostgreSQL server that belongs to this installation alone: loopback only, scram-sha-256 with a random password,
/// never run as root, started and stopped by <c>pg_ctl</c>. One process at a time may start or stop it.
/// </summary>
public sealed class PrivatePostgres(PrivatePostgresOptions options)
{
    /// <summary>The role that owns the server.</summary>
    public const string Owner = "investbot";

    private const long LeastFreeBytes = 200L * 1024 * 1024;
    private const int PortAttempts = 5;
    private static readonly TimeSpan RecoveryPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OrphanPause = TimeSpan.FromMilliseconds(20);
    private readonly PostgresFolder folder = new(options.Folder);
    private bool planned;

    /// <summary>The running server, or null.</summary>
    public PostgresProcess? Running => PostgresProcess.Find(folder.Data);

    /// <summary>Whether a data folder was ever made.</summary>
    public bool Exists => Directory.Exists(folder.Data);

    /// <summary>
    /// Makes the folder and says where the server will be, which need not run yet: who works with it may begin to start beside it.
    /// </summary>
    /// <returns>What <see cref="StartAsync"/> is going to return, unless another process takes the port before.</returns>
    /// <exception cref="PostgresProblemException">It could not be started; the message is one sentence.</exception>
    public async Task<string> PlanAsync(CancellationToken token = default)
    {
        if (Running is { } running)
            return ConnectionString(running.Port);
        PostgresBinaries.Choose(folder.DataMajor);
        await PrepareAsync(ServerAccount.ForThisProcess(), token);
        planned = true;
        folder.Password(make: !Exists);
        var port = ChoosePort();
        folder.RememberedPort = port;
        return ConnectionString(port);
    }

    /// <summary>Starts the server, making its data first when there is none; does nothing when it runs.</summary>
    /// <returns>A connection string of the owner to the database <c>postgres</c>.</returns>
    /// <exception cref="PostgresProblemException">It cannot be started; the message is one sentence.</exception>
    public async Task<string> StartAsync(CancellationToken token = default)
    {
        if (Running is { } running)
            return ConnectionString(running.Port);
        var binaries = PostgresBinaries.Choose(folder.DataMajor);
        var account = ServerAccount.ForThisProcess();
        if (!planned)
            await PrepareAsync(account, token);
        planned = false;
        folder.SweepNewData();
        if (!Exists)
            await InitializeAsync(binaries, account, token);
        var stale = ReadPidFile();
        await WithoutOrphansAsync(token);
        // One that is written only now is that of a server which a start that was killed had begun.
        if (stale is not null && stale == ReadPidFile())
            File.Delete(PostgresProcess.PidFile(folder.Data));
        for (var attempt = 1; ; attempt++)
        {
            var port = ChoosePort();
            try
            {
                await LaunchAsync(binaries, account, port, token);
                folder.RememberedPort = port;
                return ConnectionString(port);
            }
            catch (PostgresProblemException e) when (e.Problem == PostgresProblem.PortTaken && options.Port is null && attempt < PortAttempts)
            {
                folder.RememberedPort = null;
            }
        }
    }

    /// <summary>Stops the server, breaking open connections; does nothing when it does not run.</summary>
    public Task StopAsync(CancellationToken token = default) => StopAsync(options.ThrowAway ? "immediate" : "fast", token);

    private async Task StopAsync(string mode, CancellationToken token)
    {
        if (Running is not { } running)
            return;
        var binaries = PostgresBinaries.Choose(folder.DataMajor);
        var account = ServerAccount.ForThisProcess();
        await account.RunAsync(binaries.Program("pg_ctl"), ["stop", "-D", folder.Data, "-m", mode, "-w", "-t", "60"], token);
        if (Running is { } still)
            throw new PostgresProblemException(
                PostgresProblem.NotStarted, $"PostgreSQL (process {still.Id}) did not stop within a minute; its log says why: {folder.Logs}");
        // Its pid file goes a moment before it does.
        for (var start = TimeProvider.System.GetTimestamp(); Directory.Exists($"/proc/{running.Id}") && TimeProvider.System.GetElapsedTime(start) < LastMoment;)
            await Task.Delay(OrphanPause, TimeProvider.System, token);
    }

    /// <summary>Stops the server and removes everything it stored.</summary>
    public async Task DestroyAsync(CancellationToken token = default)
    {
        // Nothing needs to be written any more.
        await StopAsync("immediate", token);
        if (Directory.Exists(folder.Root))
            Directory.Delete(folder.Root, recursive: true);
    }

    /// <summary>A connection string of the owner. The password in it is a secret.</summary>
    public string ConnectionString(int port) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = Owner,
        Password = folder.Password(make: false),
        Database = "postgres",
        SslMode = SslMode.Disable,
    }.ConnectionString;

    // What a killed postmaster leaves behind ends by itself when it notices. A new one beside it would damage the data, and without
    // the old one's pid file would not know of it.
    private async Task WithoutOrphansAsync(CancellationToken token)
    {
        for (var start = TimeProvider.System.GetTimestamp(); PostgresProcess.FindOrphan(folder.Data) is { } orphan; await Task.Delay(OrphanPause, TimeProvider.System, token))
        {
            if (TimeProvider.System.GetElapsedTime(start) > options.StartTimeout)
                throw new PostgresProblemException(PostgresProblem.NotStarted, $"Process {orphan} of a PostgreSQL that was killed still works on {folder.Data}; end it, then start again.");
        }
    }

    private string? ReadPidFile() => PostgresProcess.PidFile(folder.Data) is var file && File.Exists(file) ? File.ReadAllText(file) : null;

    private async Task PrepareAsync(ServerAccount account, CancellationToken token)
    {
        try
        {
            Directory.CreateDirectory(folder.Root);
            // Others may pass through to what they own, and see nothing.
            File.SetUnixFileMode(folder.Root, Passable);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw PostgresFault.Explain(e.Message, folder.Root);
        }

        if (new DriveInfo(folder.Root).AvailableFreeSpace < LeastFreeBytes)
            throw PostgresFault.DiskFull(folder.Root);
        if (!await account.CanEnterAsync(folder.Root, token))
            throw PostgresFault.Explain("Permission denied", folder.Root);
        await account.MakeFolderAsync(folder.Logs, token);
        if (options.Archives)
            await account.MakeFolderAsync(new WalArchive(folder.Root).Segments, token);
    }

    private async Task InitializeAsync(PostgresBinaries binaries, ServerAccount account, CancellationToken token)
    {
        var making = folder.NewData();
        await account.MakeFolderAsync(making, token);
        folder.Password(make: true);
        var secret = Path.Combine(folder.Logs, "first-password");
        await account.CopyFileAsync(folder.PasswordFile, secret, token);
        try
        {
            string[] durability = options.ThrowAway ? ["--no-sync"] : ["--data-checksums"];
            var made = await account.RunAsync(
                binaries.Program("initdb"),
                ["-D", making, "-U", Owner, $"--pwfile={secret}", "--auth=scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", .. durability],
                token);
            if (made.ExitCode != 0)
                throw PostgresFault.Explain(made.Text, folder.Root);
        }
        finally
        {
            File.Delete(secret);
        }

        await File.AppendAllTextAsync(
            Path.Combine(making, "postgresql.conf"), $"\ninclude '{PostgresSettings.FileName}'\n", token);
        Directory.Move(making, folder.Data);
    }

    private int ChoosePort()
    {
        if (options.Port is { } asked)
            return LoopbackPort.IsFree(asked)
                ? asked
                : throw new PostgresProblemException(
                    PostgresProblem.PortTaken, $"Port {asked}, asked for the database, is taken by another process; free it or choose another.");
        return folder.RememberedPort is { } remembered && LoopbackPort.IsFree(remembered) ? remembered : LoopbackPort.FindFree();
    }

    private async Task LaunchAsync(PostgresBinaries binaries, ServerAccount account, int port, CancellationToken token)
    {
        var settings = Path.Combine(folder.Data, PostgresSettings.FileName);
        await File.WriteAllTextAsync(settings, PostgresSettings.Render(options, port, folder.Logs), token);
        File.SetUnixFileMode(settings, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.Delete(folder.StartLog);
        var seconds = ((int)options.StartTimeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var started = await account.RunAsync(
            binaries.Program("pg_ctl"), ["start", "-D", folder.Data, "-l", folder.StartLog, "-w", "-t", seconds], token);
        if (started.ExitCode != 0 || Running is null)
            throw PostgresFault.Explain(started.Text + ReadLogs(), folder.Logs);
    }

    /// <summary>Waits until a server that replays its log serves.</summary>
    /// <exception cref="PostgresProblemException">It ended instead.</exception>
    internal async Task RecoveredAsync(string connectionString, TimeProvider time, CancellationToken token)
    {
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
                await connection.OpenAsync(token);
                return;
            }
            catch (NpgsqlException) when (Running is null)
            {
                throw PostgresFault.Explain(ReadLogs(), folder.Logs);
            }
            catch (PostgresException recovering) when (recovering.SqlState == PostgresErrorCodes.CannotConnectNow)
            {
                await Task.Delay(RecoveryPause, time, token);
            }
        }
    }

    private string ReadLogs() => string.Concat(
        new DirectoryInfo(folder.Logs).EnumerateFiles("*.log")
            .OrderBy(f => f.LastWriteTimeUtc)
            .TakeLast(2)
            .Select(f => Tail(f.FullName)));

    private static string Tail(string file)
    {
        const int MostBytes = 16 * 1024;
        using var stream = File.OpenRead(file);
        stream.Seek(-Math.Min(stream.Length, MostBytes), SeekOrigin.End);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
}
