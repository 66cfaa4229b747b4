using System.Security.Cryptography;
using System.Text;

namespace InvestBot.Cli.Home;

/// <summary>
/// Where one installation keeps everything that is not source: database, keys, logs, process records. A clone has its own,
/// outside of the clone, so that PostgreSQL's account reaches it wherever the clone is.
/// </summary>
internal sealed class InstallationHome
{
    /// <summary>Overrides the folder.</summary>
    public const string Variable = "INVESTBOT_HOME";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public InstallationHome(string folder) => Folder = Path.GetFullPath(folder);

    public string Folder { get; }

    public string PostgresFolder => Path.Combine(Folder, "postgres");

    public string BackupFolder => Path.Combine(Folder, "backups");

    /// <summary>Trained models, a file for each strategy.</summary>
    public string ModelFolder => Path.Combine(Folder, "models");

    public string LogFolder => Path.Combine(Folder, "log");

    public string RunFolder => Path.Combine(Folder, "run");

    public string KeyFolder => Path.Combine(Folder, "keys");

    /// <summary>The copy of the program that the server runs from, so that a later build does not change it under way.</summary>
    public string ProgramFolder => Path.Combine(Folder, "server");

    /// <summary>What <c>up --fresh</c> set aside last.</summary>
    public string PreviousFolder => Path.Combine(Folder, "previous");

    public string ServerLog => Path.Combine(LogFolder, "server.log");

    public string ServerRecordFile => Path.Combine(RunFolder, "server.json");

    /// <summary>Which launch of the server is the last one.</summary>
    public string LaunchFile => Path.Combine(RunFolder, "launch");

    public string LockFile => Path.Combine(RunFolder, "lock");

    /// <summary>How far the server is with migrating databases, while it starts.</summary>
    public string MigrationFile => Path.Combine(RunFolder, "migration.json");

    /// <summary>The first administrator's password on its way to the server.</summary>
    public string FirstPasswordFile => Path.Combine(RunFolder, "first-password");

    /// <summary>The master key that everything stored is encrypted under.</summary>
    public string MasterKeyFile => Path.Combine(KeyFolder, "master.key");

    /// <summary>The key by which the command line asks the running server.</summary>
    public string LocalKeyFile => Path.Combine(RunFolder, "local-key");

    /// <summary>The home that belongs to a clone, for this user and these variables.</summary>
    public static InstallationHome For(string clone, Func<string, string?> variable, bool privileged, string userFolder)
    {
        if (variable(Variable) is { Length: > 0 } given)
            return new InstallationHome(given);
        var root = privileged
            ? "/var/lib"
            : variable("XDG_DATA_HOME") is { Length: > 0 } data ? data : Path.Combine(userFolder, ".local", "share");
        return new InstallationHome(Path.Combine(root, "investbot", NameOf(clone)));
    }

    /// <summary>The home of the clone that this program was built from.</summary>
    public static InstallationHome OfThisClone() => For(
        Clone.Folder,
        Environment.GetEnvironmentVariable,
        Environment.IsPrivilegedProcess,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>Makes the folders: passable for the database's account, readable by the owner alone.</summary>
    public void Make()
    {
        Directory.CreateDirectory(Folder);
        File.SetUnixFileMode(Folder, OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        foreach (var folder in new[] { LogFolder, RunFolder, KeyFolder })
            Directory.CreateDirectory(folder, OwnerOnly);
    }

    /// <summary>Moves everything stored aside, replacing what was set aside before.</summary>
    public void SetAside()
    {
        if (Directory.Exists(PreviousFolder))
            Directory.Delete(PreviousFolder, recursive: true);
        Directory.CreateDirectory(PreviousFolder, OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        foreach (var folder in new[] { PostgresFolder, KeyFolder }.Where(Directory.Exists))
            Directory.Move(folder, Path.Combine(PreviousFolder, Path.GetFileName(folder)));
        Make();
    }

    private static string NameOf(string clone) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(clone))))[..12];
}
