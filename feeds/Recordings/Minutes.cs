namespace InvestBot.Feeds.Recordings;

/// <summary>Times as whole minutes since 1970-01-01 UTC, as series hold them.</summary>
internal static class Minutes
{
    internal static DateTimeOffset ToTime(int minutes) => DateTimeOffset.UnixEpoch.AddTicks(minutes * TimeSpan.TicksPerMinute);

    /// <summary>The first whole minute at or after a time.</summary>
    internal static int CeilingOf(DateTimeOffset time)
    {
        var (whole, rest) = Math.DivRem((time - DateTimeOffset.UnixEpoch).Ticks, TimeSpan.TicksPerMinute);
        return (int)Math.Clamp(rest > 0 ? whole + 1 : whole, int.MinValue, int.MaxValue);
    }
}
