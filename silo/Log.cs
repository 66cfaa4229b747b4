using Microsoft.Extensions.Logging;

namespace InvestBot.Silo;

// Event ids 4000-4999.
internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Error, "Instance {Instance} could not be made ready; it is tried again")]
    internal static partial void NotReady(ILogger logger, string instance, Exception exception);

    [LoggerMessage(4002, LogLevel.Error, "Recorded market {Recording} stopped; it goes on when the cause is gone")]
    internal static partial void MarketFailed(ILogger logger, string recording, Exception exception);

    [LoggerMessage(4003, LogLevel.Debug, "A grain of type {Kind} had nothing to forget")]
    internal static partial void NothingToForget(ILogger logger, string kind, Exception exception);

    [LoggerMessage(4004, LogLevel.Information, "An old month of {Of} was dropped: {Month}")]
    internal static partial void MonthDropped(ILogger logger, string of, string month);

    [LoggerMessage(4005, LogLevel.Warning, "Old months of {Of} could not be dropped; it is tried again tomorrow")]
    internal static partial void RetentionFailed(ILogger logger, string of, Exception exception);

    [LoggerMessage(4010, LogLevel.Error, "Instance {Instance}: its daily backup failed; it is tried again within the hour")]
    internal static partial void BackupFailed(ILogger logger, string instance, Exception exception);

    [LoggerMessage(4011, LogLevel.Error, "Daily backups could not be made; they are tried again within the hour")]
    internal static partial void BackupsFailed(ILogger logger, Exception exception);
}
