using Microsoft.Extensions.Logging;

namespace InvestBot.Storage;

/// <summary>Event ids 3000 to 3099.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "Database {Database}: applied step {Number} of {Set} ({Name})")]
    internal static partial void Migrated(ILogger logger, string database, string set, int number, string name);

    [LoggerMessage(3007, LogLevel.Error, "Instance {Instance}: its database could not be migrated; it stays closed, and the others go on")]
    internal static partial void MigrationFailed(ILogger logger, string instance, Exception exception);

    [LoggerMessage(3001, LogLevel.Information, "Instance {Instance}: database {Database} is ready")]
    internal static partial void InstanceReady(ILogger logger, string instance, string database);

    [LoggerMessage(3002, LogLevel.Warning, "Instance {Instance}: {State}")]
    internal static partial void InstanceEnded(ILogger logger, string instance, string state);

    [LoggerMessage(3003, LogLevel.Warning, "Not allowed to close database {Database} to other roles: instance roles can connect to it, though they see nothing there")]
    internal static partial void CannotClose(ILogger logger, string database);

    [LoggerMessage(3004, LogLevel.Warning, "The connection that holds the fleet's lock was lost; it is taken again")]
    internal static partial void FleetLockLost(ILogger logger);

    [LoggerMessage(3005, LogLevel.Information, "The fleet's lock is held again")]
    internal static partial void FleetLockRetaken(ILogger logger);

    [LoggerMessage(3006, LogLevel.Critical, "{Reason} This process lost the fleet's lock to it, and ends")]
    internal static partial void FleetTaken(ILogger logger, string reason);

    [LoggerMessage(3010, LogLevel.Error, "Instance {Instance}: the outcome of a commit of {Members} grains is unknown")]
    internal static partial void OutcomeUnknown(ILogger logger, string instance, int members, Exception exception);

    [LoggerMessage(3011, LogLevel.Error, "Instance {Instance}: a commit of {Members} grains was refused by the database")]
    internal static partial void CommitRefused(ILogger logger, string instance, int members, Exception exception);

    [LoggerMessage(3012, LogLevel.Error, "Instance {Instance}: the outbox listener failed; its messages stay pending")]
    internal static partial void ListenerFailed(ILogger logger, string instance, Exception exception);

    [LoggerMessage(3020, LogLevel.Information, "Instance {Instance}: backed up to {Path}, {Rows} rows")]
    internal static partial void BackedUp(ILogger logger, string instance, string path, long rows);

    [LoggerMessage(3021, LogLevel.Warning, "Instance {Instance}: restored from the backup of {Source} of {At}")]
    internal static partial void Restored(ILogger logger, string instance, string source, DateTimeOffset at);

    [LoggerMessage(3030, LogLevel.Information, "Instance {Instance}: a new data key is in use")]
    internal static partial void DataKeyChanged(ILogger logger, string instance);

    [LoggerMessage(3031, LogLevel.Warning, "The master key was changed; the one in use has the mark {Mark}")]
    internal static partial void MasterKeyChanged(ILogger logger, string mark);
}
