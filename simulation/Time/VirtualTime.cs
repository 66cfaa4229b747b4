namespace InvestBot.Simulation.Time;

/// <summary>
/// The machine's clock in the simulation: it moves only when somebody moves it, and its timers fire on the thread that does.
/// Timers follow the monotonic clock; the wall clock may jump.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<(Alarm Alarm, long Setting), (long Due, long Order)> _alarms = new();
    private long _elapsed = 1;
    private long _ahead;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Time since the beginning.</summary>
    internal TimeSpan Elapsed => new(_elapsed);

    public override long GetTimestamp() => _elapsed;

    public override DateTimeOffset GetUtcNow() => Beginning.AddTicks(_elapsed + _ahead);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Moves on to the next timer and fires it; false when there is none.</summary>
    internal bool FireNext()
    {
        while (_alarms.TryDequeue(out var next, out var when))
        {
            if (!next.Alarm.IsSet(next.Setting)) continue;
            _elapsed = Math.Max(_elapsed, when.Due);
            next.Alarm.Fire();
            return true;
        }
        return false;
    }

    /// <summary>The wall clock is set to another time.</summary>
    internal void Jump(TimeSpan by) => _ahead = Math.Max(-_elapsed, _ahead + by.Ticks);

    /// <summary>Time passes while nothing runs.</summary>
    internal void Pass(TimeSpan time) => _elapsed += time.Ticks;

    /// <summary>The process that set the timers is gone.</summary>
    internal void Forget() => _alarms.Clear();

    private sealed class Alarm(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private long _setting;
        private TimeSpan _period;
        private bool _set;

        internal bool IsSet(long setting) => _set && _setting == setting;

        internal void Fire()
        {
            if (_period > TimeSpan.Zero) Set(_period);
            else _set = false;
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _setting++;
            _period = period;
            _set = false;
            if (dueTime >= TimeSpan.Zero) Set(dueTime);
            return true;
        }

        public void Dispose() => _set = false;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(TimeSpan due)
        {
            _set = true;
            time._alarms.Enqueue((this, _setting), (time._elapsed + due.Ticks, ++time._order));
        }
    }
}
