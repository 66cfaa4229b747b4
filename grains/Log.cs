using Microsoft.Extensions.Logging;

namespace InvestBot.Grains;

// Event ids 2000-2999.
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning, "Token {Token} did not take a bar; it gets it again with the next")]
    internal static partial void BarNotTaken(ILogger logger, string token, Exception exception);

    [LoggerMessage(2002, LogLevel.Warning, "A message of kind {Kind} to {Target} of instance {Instance} was not taken; it is sent again in {Delay}")]
    internal static partial void NotDelivered(ILogger logger, string instance, string kind, string target, TimeSpan delay, Exception exception);

    [LoggerMessage(2003, LogLevel.Warning, "Acknowledging messages of instance {Instance} failed; they may be sent again")]
    internal static partial void NotAcknowledged(ILogger logger, string instance, Exception exception);

    [LoggerMessage(2004, LogLevel.Warning, "Round {Round:u} of instance {Instance} failed; what it wanted to enter is left out")]
    internal static partial void RoundFailed(ILogger logger, string instance, DateTimeOffset round, Exception exception);

    [LoggerMessage(2005, LogLevel.Information, "Recorded market {Recording} runs from {Start:u} at {Speed}")]
    internal static partial void MarketRuns(ILogger logger, string recording, DateTimeOffset? start, string speed);

    [LoggerMessage(2006, LogLevel.Information, "Instance {Instance} is ready: {Status}, {Count} instruments")]
    internal static partial void InstanceReady(ILogger logger, string instance, string status, int count);

    [LoggerMessage(2007, LogLevel.Warning, "Instance {Instance} differs from the venue: {Difference}")]
    internal static partial void Differs(ILogger logger, string instance, string difference);

    [LoggerMessage(2008, LogLevel.Warning, "The pending messages of instance {Instance} could not be read; nothing is delivered before they are")]
    internal static partial void NotRecovered(ILogger logger, string instance, Exception exception);

    [LoggerMessage(2009, LogLevel.Warning, "The books of instance {Instance} could not be compared with the venue's; it enters nothing until they are")]
    internal static partial void NotCompared(ILogger logger, string instance, Exception exception);
}
