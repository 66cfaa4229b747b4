using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace InvestBot.Storage.Server;

/// <summary>
/// Recovery of a private server to any moment since its oldest base backup, with PostgreSQL's own means: <c>archive_command</c>,
/// <c>pg_basebackup</c>, and a second server that replays the log up to the moment.
/// </summary>
public sealed class PointInTime(string folder, TimeProvider time)
{
    /// <summary>How many base backups are kept, one a day.</summary>
    public const int Kept = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly PrivatePostgres _server = new(new PrivatePostgresOptions { Folder = folder });
    private readonly PostgresFolder _folder = new(folder);
    private readonly WalArchive _archive = new(Path.GetFullPath(folder));

    /// <summary>Makes the day's base backup when there is none yet, and lets go of old ones and of the log before them.</summary>
    /// <returns>True when one was made; false when there is one, another process is making it, or nothing is archived yet.</returns>
    /// <exception cref="PostgresProblemException">The server does not run, or the copy failed.</exception>
    public async Task<bool> KeepBaseAsync(CancellationToken cancellationToken)
    {
        // A server that a former version started archives from its next start on: until then a base backup leads nowhere.
        if (!Directory.Exists(_archive.Segments))
            return false;
        if (_archive.List() is [var newest, ..] && newest.Completed > time.GetUtcNow().AddDays(-1))
            return false;
        using FileStream? held = TryHold();
        if (held is null)
            return false;
        await RecoveryFolder.SweepAsync(_folder.Root, cancellationToken);
        PostgresProcess running = Running();
        ServerAccount account = ServerAccount.ForThisProcess();
        await account.MakeFolderAsync(_archive.Bases, cancellationToken);
        string part = Path.Combine(_archive.Bases, $"{RandomNumberGenerator.GetHexString(8, lowercase: true)}.part");
        await WithPasswordFileAsync(account, running.Port, async passwords =>
        {
            string server = $"host=127.0.0.1 port={running.Port} user={PrivatePostgres.Owner} passfile='{passwords.Replace("'", "\\'", StringComparison.Ordinal)}'";
            CommandResult made = await account.RunAsync(
                PostgresBinaries.Choose(_folder.DataMajor).Program("pg_basebackup"), ["-D", part, "-d", server, "-X", "fetch", "-c", "fast", "-w"], cancellationToken);
            if (made.ExitCode != 0)
                throw PostgresFault.Explain(made.Text, _archive.Bases);
        }, cancellationToken);
        Directory.Move(part, Path.Combine(_archive.Bases, BaseBackup.NameAt(time.GetUtcNow())));
        _archive.Prune(Kept);
        return true;
    }

    /// <summary>Starts a second server that shows everything as it was at a moment. It takes room for a copy of the data, and is gone when disposed of.</summary>
    /// <exception cref="PostgresProblemException">The moment is before the oldest base backup, or in the future; the log is not archived; or the recovery failed.</exception>
    public async Task<RecoveredServer> RecoverAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        if (moment > time.GetUtcNow())
            throw Refused($"{Text(moment)} is in the future; give a moment that is over.");
        IReadOnlyList<BaseBackup> bases = _archive.List();
        BaseBackup from = bases.FirstOrDefault(made => made.Completed <= moment) ?? throw Refused(bases.Count == 0
            ? "There is no base backup yet, so no moment can be recovered; investbot backup create makes one."
            : $"{Text(moment)} is before the oldest base backup, of {Text(bases[^1].Completed)}; give a later moment, or restore a daily backup.");
        await ArchiveAsync(cancellationToken);
        ServerAccount account = ServerAccount.ForThisProcess();
        await RecoveryFolder.SweepAsync(_folder.Root, cancellationToken);
        RecoveryFolder place = RecoveryFolder.Make(_folder.Root);
        PrivatePostgresOptions options = new() { Folder = place.Path, ThrowAway = true, RecoverTo = new RecoveryTarget(_archive.RestoreCommand, moment) };
        RecoveredServer recovered = new(new PrivatePostgres(options), place);
        try
        {
            PostgresFolder copy = new(place.Path);
            await account.MakeFolderAsync(copy.Data, cancellationToken);
            await MustAsync(account, "cp", ["-a", from.Folder + "/.", copy.Data], copy.Data, cancellationToken);
            await MustAsync(account, "touch", [Path.Combine(copy.Data, "recovery.signal")], copy.Data, cancellationToken);
            File.Copy(_folder.PasswordFile, copy.PasswordFile);
            await recovered.StartAsync(time, cancellationToken);
            return recovered;
        }
        catch
        {
            await recovered.DisposeAsync();
            throw;
        }
    }

    // A commit after the moment tells the recovery that it has come there; then the segment that holds it is closed.
    private async Task ArchiveAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = new(_server.ConnectionString(Running().Port) + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        if (await ScalarAsync(connection, "show archive_mode", cancellationToken) != "on")
            throw Refused("The log of the database is not archived yet: start it anew with investbot down and investbot up.");
        await ScalarAsync(connection, "select pg_current_xact_id()::text", cancellationToken);
        string segment = await ScalarAsync(connection, "select pg_walfile_name(pg_switch_wal())", cancellationToken);
        for (long start = time.GetTimestamp(); !File.Exists(Path.Combine(_archive.Segments, segment));)
        {
            if (time.GetElapsedTime(start) > Patience)
                throw Refused($"The segment {segment} of the log was not archived within {Patience.TotalMinutes:0} minutes; the log of the database says why: {_folder.Logs}");
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private PostgresProcess Running() => _server.Running ?? throw Refused("The database does not run; start it with: investbot up");

    private FileStream? TryHold()
    {
        try
        {
            return new FileStream(Path.Combine(_folder.Root, "base.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task WithPasswordFileAsync(ServerAccount account, int port, Func<string, Task> work, CancellationToken cancellationToken)
    {
        string ours = Path.Combine(_folder.Root, "base-password");
        string theirs = Path.Combine(_folder.Logs, "base-password");
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        try
        {
            await using (StreamWriter writer = new(ours, options))
                await writer.WriteLineAsync($"127.0.0.1:{port}:*:{PrivatePostgres.Owner}:{_folder.Password(make: false)}");
            await account.CopyFileAsync(ours, theirs, cancellationToken);
            await work(theirs);
        }
        finally
        {
            File.Delete(theirs);
            File.Delete(ours);
        }
    }

    private static async Task MustAsync(ServerAccount account, string program, string[] arguments, string where, CancellationToken cancellationToken)
    {
        CommandResult result = await account.RunAsync(program, arguments, cancellationToken);
        if (result.ExitCode != 0)
            throw PostgresFault.Explain(result.Text, where);
    }

    private static async Task<string> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new(sql, connection);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static PostgresProblemException Refused(string message) => new(PostgresProblem.NotStarted, message);

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
