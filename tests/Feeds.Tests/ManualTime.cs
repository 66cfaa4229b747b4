namespace InvestBot.Feeds.Tests;

/// <summary>Wall time that passes only when the test says so, and jumps to every timer that is waited for.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{

    internal TimeSpan Passed { get; private set; }

    public override DateTimeOffset GetUtcNow() => start + Passed;

    

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
