namespace InvestBot.Engine.Conformance.Microsoft;

/// <summary>
/// A clock whose timers come a millisecond late, as real ones do. Orleans' reminders wait for a time by delays of whole milliseconds, again
/// and again until it is past: by a clock that stands still meanwhile, the last fraction would never pass.
/// </summary>
internal sealed class LateTime(TimeProvider time) : TimeProvider
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(1);

    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime < TimeSpan.Zero ? dueTime : dueTime + Late, period);
}
