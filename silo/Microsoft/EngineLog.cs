using Microsoft.Extensions.Logging;

namespace InvestBot.Silo.Microsoft;

// Event ids 4100-4199.
internal static partial class EngineLog
{
    [LoggerMessage(4101, LogLevel.Information, "Silo {Silo} drives recorded market {Recording}")]
    internal static partial void Drives(ILogger logger, string silo, string recording);

    [LoggerMessage(4102, LogLevel.Warning, "Silo {Silo} lost a market's lock without leaving the cluster; it is declared dead")]
    internal static partial void Retires(ILogger logger, string silo);

    [LoggerMessage(4103, LogLevel.Critical, "The session with the cluster is lost, and with it every market that this silo drove: it ends")]
    internal static partial void SessionLost(ILogger logger, Exception exception);

    [LoggerMessage(4104, LogLevel.Information, "{Interface}.{Method} of {Grain} was refused ({Reason}); it is asked again")]
    internal static partial void AskedAgain(ILogger logger, string @interface, string method, string grain, string reason);

    [LoggerMessage(4105, LogLevel.Warning, "Others were not told how far journals have grown; the next news tells them")]
    internal static partial void NotTold(ILogger logger, Exception exception);
}
