using InvestBot.Orleans.Embedded.Engine;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Reminders;

/// <summary>One reminder while a process runs: waits for its next time, wakes its grain, and when that has answered waits again.</summary>
internal sealed class ScheduledReminder : IDisposable
{
    // Timers take 49 days at most; looking once a day also follows a clock that was set.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly ActorEngine _engine;
    private readonly ReminderEntry _entry;
    private readonly ITimer _timer;
    private DateTime _next;
    private volatile bool _over;

    internal ScheduledReminder(ActorEngine engine, ReminderEntry entry)
    {
        _engine = engine;
        _entry = entry;
        using (ExecutionContext.SuppressFlow())
            _timer = engine.TimeProvider.CreateTimer(static state => ((ScheduledReminder)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _next = NextAfter(Now.AddTicks(-1), entry);
        Wait();
    }

    private DateTime Now => _engine.TimeProvider.GetUtcNow().UtcDateTime;

    /// <summary>The first time of the schedule that is later than a time. The schedule is the start and every whole period after it.</summary>
    internal static DateTime NextAfter(DateTime time, ReminderEntry entry)
    {
        var start = DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc);
        if (time < start) return start;
        var since = time - start;
        var next = since.Ticks - (since.Ticks % entry.Period.Ticks) + entry.Period.Ticks;
        return next > (DateTime.MaxValue - start).Ticks ? DateTime.MaxValue : start.AddTicks(next);
    }

    public void Dispose()
    {
        _over = true;
        _timer.Dispose();
    }

    private void Wait()
    {
        if (_over) return;
        var left = _next - Now;
        _timer.Change(left > LongestWait ? LongestWait : left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Look()
    {
        if (_over) return;
        if (Now < _next) Wait();
        else _ = TickAsync();
    }

    private async Task TickAsync()
    {
        try
        {
            var grain = (IRemindable)_engine.References.Create(typeof(IRemindable), _entry.GrainId);
            await grain.ReceiveReminder(_entry.ReminderName, new TickStatus(_entry.StartAt, _entry.Period, Now));
        }
        catch (Exception fault)
        {
            if (!_over) Log.ReminderFailed(_engine.Logger, _entry.ReminderName, _entry.GrainId, fault);
        }

        _next = NextAfter(Now > _next ? Now : _next, _entry);
        Wait();
    }
}
