using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Migrations;
using InvestBot.Storage.Server;

namespace InvestBot.Cli.Exits;

/// <summary>A command cannot go on. The message is one sentence that names the remedy.</summary>
internal sealed class CliFailure(ExitCode code, string message) : Exception(message)
{
    /// <summary>Begins the line in which a process says why it failed.</summary>
    public const string Prefix = "investbot: ";

    public ExitCode Code { get; } = code;

    /// <summary>The failure behind an exception, or null when it is a fault of the program itself.</summary>
    public static CliFailure? From(Exception exception) => exception switch
    {
        CliFailure failure => failure,
        PostgresProblemException problem => new CliFailure(CodeOf(problem.Problem), problem.Message),
        BackupException => new CliFailure(ExitCode.Backup, exception.Message),
        FleetTakenException => new CliFailure(ExitCode.FleetTaken, exception.Message),
        MasterKeyException => new CliFailure(ExitCode.Key, exception.Message),
        MigrationRefusedException => new CliFailure(ExitCode.SchemaVersion, exception.Message),
        UnauthorizedAccessException => new CliFailure(
            ExitCode.NoAccess, $"{exception.Message.TrimEnd('.')}: set INVESTBOT_HOME to a folder that you may write."),
        IOException when IsDiskFull(exception) => new CliFailure(
            ExitCode.DiskFull, "The disk is full; free some space, or set INVESTBOT_HOME to a folder on another disk."),
        _ => null,
    };

    private static bool IsDiskFull(Exception exception) =>
        exception.Message.Contains("No space left on device", StringComparison.OrdinalIgnoreCase)
        || exception.Message.Contains("not enough space on the disk", StringComparison.OrdinalIgnoreCase);

    private static ExitCode CodeOf(PostgresProblem problem) => problem switch
    {
        PostgresProblem.NotInstalled => ExitCode.Missing,
        PostgresProblem.TooOld or PostgresProblem.OtherVersion => ExitCode.PostgresVersion,
        PostgresProblem.PortTaken => ExitCode.PortTaken,
        PostgresProblem.DiskFull => ExitCode.DiskFull,
        PostgresProblem.Unreachable or PostgresProblem.NoAccount => ExitCode.NoAccess,
        _ => ExitCode.Database,
    };
}
