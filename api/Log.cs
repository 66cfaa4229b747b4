using Microsoft.Extensions.Logging;

namespace InvestBot.Api;

/// <summary>What the API logs. Event ids 5000 to 5099. Never a token, a password or a body.</summary>
internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Error, "{Method} {Path} failed; trace {Trace}")]
    internal static partial void RequestFailed(ILogger logger, string method, string path, string trace, Exception exception);

    [LoggerMessage(5001, LogLevel.Information, "The first administrator '{Name}' was made")]
    internal static partial void FirstAdmin(ILogger logger, string name);

    [LoggerMessage(5002, LogLevel.Warning, "A used refresh token of user {User} was shown again; its sessions are ended")]
    internal static partial void RefreshReused(ILogger logger, string? user);

    [LoggerMessage(5003, LogLevel.Warning, "User {User} is locked out until {Until}")]
    internal static partial void LockedOut(ILogger logger, string user, DateTimeOffset until);

    [LoggerMessage(5010, LogLevel.Warning, "The journal of {Instance} could not be read for its followers; it is tried again")]
    internal static partial void TailFailed(ILogger logger, string instance, Exception exception);

    [LoggerMessage(5011, LogLevel.Debug, "Connection {Connection} was lost while sending")]
    internal static partial void SendFailed(ILogger logger, string connection, Exception exception);

    [LoggerMessage(5012, LogLevel.Warning, "The ticks of {Instance} could not be asked for; it is tried again")]
    internal static partial void ObserveFailed(ILogger logger, string instance, Exception exception);

    [LoggerMessage(5013, LogLevel.Warning, "The fleet could not be read for its followers; it is tried again")]
    internal static partial void FleetPushFailed(ILogger logger, Exception exception);

    [LoggerMessage(5014, LogLevel.Warning, "Instance {Instance} could not be read; it is left out")]
    internal static partial void InstanceUnreachable(ILogger logger, string instance, Exception exception);

    [LoggerMessage(5020, LogLevel.Error, "Removing old sign-ins and answers failed; it is tried again")]
    internal static partial void CleaningFailed(ILogger logger, Exception exception);
}
