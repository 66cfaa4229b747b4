namespace InvestBot.Feeds.Tests;

/// <summary>Wall time that passes only when the test says so, and jumps to every timer that is waited for.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private TimeSpan _set;

    internal TimeSpan Passed { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Passed.Ticks;

    public override DateTimeOffset GetUtcNow() => start + Passed + _set;

    /// <summary>Somebody sets the clock; no time passes.</summary>
    internal void Set(TimeSpan by) => _set += by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Jump();
        if (dueTime >= TimeSpan.Zero)
        {
            Passed += dueTime;
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        return timer;
    }

    private sealed class Jump : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
