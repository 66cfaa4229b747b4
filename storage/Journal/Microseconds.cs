namespace InvestBot.Storage.Journal;

/// <summary>Times as PostgreSQL keeps them.</summary>
internal static class Microseconds
{
    /// <summary>Microseconds since the Unix epoch, rounded down.</summary>
    internal static long Of(DateTimeOffset at) =>
        at.UtcTicks / TimeSpan.TicksPerMicrosecond - DateTimeOffset.UnixEpoch.UtcTicks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time in UTC, cut to microseconds.</summary>
    internal static DateTime Utc(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
}
