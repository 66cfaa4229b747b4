using Orleans;
using Orleans.Runtime;

namespace InvestBot.Engine.Conformance.Reminders;

public interface IAlarm : IGrainWithStringKey
{
    Task Set(string name, TimeSpan dueTime, TimeSpan period);

    Task Cancel(string name);

    Task<string> Find(string name);

    Task<string> All();

    Task Hold(string gate);

    Task FailNext();

    Task End();
}

/// <summary>Notes in the trace of its key what happens to it.</summary>
public sealed class AlarmGrain : Grain, IAlarm, IRemindable
{
    private bool _fail;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Trace.Add(this.GetPrimaryKeyString(), "begins");
        return Task.CompletedTask;
    }

    public async Task Set(string name, TimeSpan dueTime, TimeSpan period) =>
        (await this.RegisterOrUpdateReminder(name, dueTime, period)).ReminderName.ShouldBe(name);

    public async Task Cancel(string name)
    {
        if (await this.GetReminder(name) is { } reminder) await this.UnregisterReminder(reminder);
    }

    public async Task<string> Find(string name) => (await this.GetReminder(name))?.ReminderName ?? "none";

    public async Task<string> All() => string.Join(' ', (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order(StringComparer.Ordinal));

    public async Task Hold(string gate)
    {
        await Gate.Named(gate).PassAsync();
        Trace.Add(this.GetPrimaryKeyString(), "held");
    }

    public Task FailNext()
    {
        _fail = true;
        return Task.CompletedTask;
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Trace.Add(this.GetPrimaryKeyString(), $"{reminderName} rings");
        Trace.Add($"{this.GetPrimaryKeyString()} times", $"{status.CurrentTickTime - status.FirstTickTime} {status.Period}");
        if (!_fail) return Task.CompletedTask;
        _fail = false;
        throw new InvalidDataException("a bad ring");
    }
}

public interface IDeaf : IGrainWithStringKey
{
    Task Set();
}

public sealed class DeafGrain : Grain, IDeaf
{
    public Task Set() => this.RegisterOrUpdateReminder("a", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
}
