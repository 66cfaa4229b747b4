using InvestBot.Cli.Backups;
using InvestBot.Cli.Database;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Up;
using InvestBot.Cli.Venue;
using InvestBot.Silo.Backups;
using InvestBot.Silo.Paper;

namespace InvestBot.Cli.Serve;

/// <summary>What the server process is told by its environment, where no other user can read it.</summary>
/// <param name="Connection">A login that may create databases and roles; a secret.</param>
/// <param name="DatabaseStarts">Whether that server is just being started.</param>
/// <param name="Launch">Which launch of its home it is; null when it was not launched by one.</param>
/// <param name="MasterKeyFile">The file of the master key; null when the key comes by another way.</param>
/// <param name="FirstPasswordFile">The first administrator's password; used by a server without users.</param>
/// <param name="LocalKey">Opens the local questions of the command line; null closes them.</param>
/// <param name="WebFolder">The built page; null serves none.</param>
/// <param name="RecordingFolder">The recorded sessions that ship.</param>
/// <param name="MigrationFile">Where it tells how far it is with migrating databases.</param>
/// <param name="Backups">Where backups go.</param>
/// <param name="PaperVenue">The paper venue, when it has a process of its own.</param>
internal sealed record ServerEnvironment(
    string Connection, bool DatabaseStarts, string? Launch, string? MasterKeyFile, string? FirstPasswordFile, string? LocalKey, string? WebFolder, string RecordingFolder, string MigrationFile, BackupPlan Backups,
    PaperVenueAddress? PaperVenue)
{
    /// <summary>Reads the variables that <c>up</c> sets.</summary>
    /// <exception cref="CliFailure">The database is not named.</exception>
    public static ServerEnvironment Read() => new(
        Variable(ControlServer.Variable)
            ?? throw new CliFailure(ExitCode.Usage, $"{ControlServer.Variable} is not set; start the server by: investbot up"),
        Variable(ServerLaunch.DatabaseStartsVariable) is not null,
        Variable(LaunchMark.Variable),
        Variable(ServerLaunch.MasterKeyVariable),
        Variable(FirstPassword.Variable),
        Variable(Local.LocalKey.Variable),
        Variable(ProgramCopy.WebVariable),
        Path.Combine(Clone.Folder, "data"),
        InstallationHome.OfThisClone().MigrationFile,
        BackupHome.Of(InstallationHome.OfThisClone(), TimeProvider.System),
        VenueHome.Given(Variable, InstallationHome.OfThisClone()));

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
