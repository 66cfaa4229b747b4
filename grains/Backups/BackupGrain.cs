using InvestBot.GrainInterfaces.Backups;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Grains.Backups;

/// <summary>Makes the backups that are due, outside of any turn.</summary>
public interface IDailyBackups
{
    /// <summary>Asks for a look; one that is under way looks once more. Returns at once.</summary>
    void Wake();
}

/// <summary>
/// Keeps the durable reminder. It comes every hour, not every day: a machine that was off at night, a backup that failed and a bot that is
/// new are seen to within the hour, and a look that finds nothing due does nothing.
/// </summary>
[GrainType("backups")]
public sealed class BackupGrain(IDailyBackups daily) : Grain, IBackupGrain, IRemindable
{
    /// <summary>From one look to the next.</summary>
    public static TimeSpan Period => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public Task Arrange(TimeSpan first) => this.RegisterOrUpdateReminder("daily", first, Period);

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        daily.Wake();
        return Task.CompletedTask;
    }
}
