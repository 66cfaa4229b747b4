namespace InvestBot.Storage.Server;

/// <summary>Why the private PostgreSQL cannot be used.</summary>
public enum PostgresProblem
{
    /// <summary>No server binaries were found.</summary>
    NotInstalled,

    /// <summary>Binaries were found, all older than the oldest version that is supported.</summary>
    TooOld,

    /// <summary>The data was made by a major version whose binaries are not here.</summary>
    OtherVersion,

    /// <summary>The asked port belongs to another process.</summary>
    PortTaken,

    /// <summary>The disk has no room for the database.</summary>
    DiskFull,

    /// <summary>The folder cannot be entered or written by the account that runs the server.</summary>
    Unreachable,

    /// <summary>The server refuses to run as root and there is no other account for it.</summary>
    NoAccount,

    /// <summary>The files of the database are damaged or incomplete.</summary>
    Corrupted,

    /// <summary>Anything else; the message names the log.</summary>
    NotStarted,
}

/// <summary>The private PostgreSQL cannot be used; the message is one sentence with the remedy.</summary>
public sealed class PostgresProblemException(PostgresProblem problem, string message) : IOException(message)
{
    /// <summary>The kind, for an exit code.</summary>
    public PostgresProblem Problem { get; } = problem;
}
