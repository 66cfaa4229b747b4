using InvestBot.Orleans.Embedded.Engine;
using InvestBot.Orleans.Embedded.Registry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace InvestBot.Orleans.Embedded.Reminders;

/// <summary>
/// Keeps reminders in the host's table and wakes their grains when due. The one process owns them all, so that the table is
/// read once, at the start; from then on what is stored and what is scheduled change together.
/// </summary>
internal sealed class ReminderService(ActorEngine engine) : IReminderRegistry, IDisposable
{
    private readonly Dictionary<(GrainId Grain, string Name), ScheduledReminder> _scheduled = [];
    private readonly Lock _gate = new();
    private IReminderTable? _table;
    private bool _over;

    private TimeSpan ShortestPeriod => (engine.Services.GetService<IOptions<ReminderOptions>>()?.Value ?? new ReminderOptions()).MinimumReminderPeriod;

    /// <summary>Reads all reminders and schedules them. Those whose time passed while no process ran go on at their next time.</summary>
    /// <exception cref="OrleansConfigurationException">A grain class wants reminders and there is no table.</exception>
    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        _table = engine.Services.GetService<IReminderTable>();
        if (_table is null)
        {
            if (engine.Registry.ClassTypes.FirstOrDefault(typeof(IRemindable).IsAssignableFrom) is { } first)
                throw new OrleansConfigurationException($"Grain class {first} has reminders, but there is nowhere to keep them: register an IReminderTable service.");
            return;
        }

        await _table.StartAsync(cancellationToken);
        var stored = await _table.ReadRows(0, 0);
        foreach (var entry in stored.Reminders)
        {
            if (engine.Registry.Class(entry.GrainId.Type) is { } grainClass && IsRemindable(grainClass)) Schedule(entry);
            else Log.ReminderOfNobody(engine.Logger, entry.ReminderName, entry.GrainId);
        }
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(dueTime), dueTime, "Not negative, nor infinite.");
        if (period < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(period), period, "Not negative, nor infinite.");
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        if (period < ShortestPeriod || period == TimeSpan.Zero)
            throw new ArgumentException($"Reminder {reminderName} of {callingGrainId} has a period of {period}, less than the shortest that ReminderOptions allows, {ShortestPeriod}: use a grain timer for what is more frequent.", nameof(period));
        if (engine.Registry.Class(callingGrainId.Type) is not { } grainClass || !IsRemindable(grainClass))
            throw new InvalidOperationException($"Grain {callingGrainId} cannot be reminded: let its class implement IRemindable.");
        var now = engine.TimeProvider.GetUtcNow().UtcDateTime;
        if (dueTime > DateTime.MaxValue - now) throw new ArgumentOutOfRangeException(nameof(dueTime), dueTime, "Past the end of time.");
        var entry = new ReminderEntry { GrainId = callingGrainId, ReminderName = reminderName, StartAt = now + dueTime, Period = period };
        entry.ETag = await Table.UpsertRow(entry) ?? throw new ReminderException($"Reminder {entry} was registered by another at the same time: try again.");
        Schedule(entry);
        return new StoredReminder(entry);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        if (reminder is not StoredReminder { Entry: var entry } || entry.GrainId != callingGrainId)
            throw new ArgumentException($"It is no reminder of {callingGrainId}: take it from RegisterOrUpdateReminder or GetReminder.", nameof(reminder));
        if (!await Table.RemoveRow(entry.GrainId, entry.ReminderName, entry.ETag!) && await Table.ReadRow(entry.GrainId, entry.ReminderName) is not null)
            throw new ReminderException($"Reminder {entry} was registered anew since it was read: read it again.");
        lock (_gate)
        {
            if (_scheduled.Remove((entry.GrainId, entry.ReminderName), out var scheduled)) scheduled.Dispose();
        }
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await Table.ReadRow(callingGrainId, reminderName) is { } entry ? new StoredReminder(entry) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        var rows = await Table.ReadRows(callingGrainId);
        return [.. rows.Reminders.Select(entry => new StoredReminder(entry))];
    }

    /// <summary>Wakes nobody any more; what is stored stays.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _over = true;
            foreach (var scheduled in _scheduled.Values) scheduled.Dispose();
            _scheduled.Clear();
        }
    }

    internal Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return _table?.StopAsync(cancellationToken) ?? Task.CompletedTask;
    }

    private IReminderTable Table => _table ?? throw new OrleansConfigurationException("There is nowhere to keep reminders: register an IReminderTable service.");

    private static bool IsRemindable(GrainClass grainClass) => typeof(IRemindable).IsAssignableFrom(grainClass.Type);

    private void Schedule(ReminderEntry entry)
    {
        lock (_gate)
        {
            if (_over) return;
            var key = (entry.GrainId, entry.ReminderName);
            if (_scheduled.Remove(key, out var before)) before.Dispose();
            _scheduled.Add(key, new ScheduledReminder(engine, entry));
        }
    }

    private sealed record StoredReminder(ReminderEntry Entry) : IGrainReminder
    {
        public string ReminderName => Entry.ReminderName;
    }
}
