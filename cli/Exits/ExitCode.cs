namespace InvestBot.Cli.Exits;

/// <summary>What the process returns. Numbers are a promise to scripts: they are listed in docs/cli.md and never reused.</summary>
internal enum ExitCode
{
    Ok = 0,

    /// <summary>The command ran and its answer is no: a test failed, a verification found a difference.</summary>
    Failed = 1,

    /// <summary>Unknown command or option, or a value out of range.</summary>
    Usage = 2,

    /// <summary>Nothing is running.</summary>
    NotRunning = 3,

    // 4 and 5 are the launcher script's: the .NET SDK is missing, the build failed.

    /// <summary>A program is missing and may not be installed from here.</summary>
    Missing = 6,

    /// <summary>PostgreSQL is too old, or another version than the data's.</summary>
    PostgresVersion = 7,

    /// <summary>A port is taken by another program.</summary>
    PortTaken = 8,

    /// <summary>The disk is full.</summary>
    DiskFull = 9,

    /// <summary>A folder cannot be used by the account that needs it.</summary>
    NoAccess = 10,

    /// <summary>The database is damaged or did not start.</summary>
    Database = 11,

    /// <summary>The server ended or was not ready in time.</summary>
    ServerNotReady = 12,

    /// <summary>Another investbot command has been at work on the same installation for too long.</summary>
    Busy = 13,

    /// <summary>No feed has the packages of the engine that was asked for: nothing was tested.</summary>
    EngineMissing = 14,

    /// <summary>A backup can't be made, read or restored.</summary>
    Backup = 15,

    /// <summary>The master key is missing, unsafe, or another one than the data's.</summary>
    Key = 16,

    /// <summary>Another process runs this fleet.</summary>
    FleetTaken = 17,

    /// <summary>The databases are of a newer version, or of a changed one.</summary>
    SchemaVersion = 18,

    /// <summary>A mistake of the program itself.</summary>
    Fault = 70,

    /// <summary>Ended by Ctrl-C before it was done.</summary>
    Interrupted = 130,
}
