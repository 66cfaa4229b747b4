namespace InvestBot.Feeds.Replay;

/// <summary>The market clock of a replay: the close time of the last round delivered. Thread-safe.</summary>
public sealed class ReplayClock
{
    private long _ticks = -1;

    /// <summary>Market time, UTC; null before the first round. It steps back when a replay loops.</summary>
    public DateTimeOffset? Now => Interlocked.Read(ref _ticks) is var ticks and >= 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    internal void Set(DateTimeOffset? marketTime) => Interlocked.Exchange(ref _ticks, marketTime?.UtcTicks ?? -1);
}
