using InvestBot.Engine.Conformance.Engines;
using InvestBot.Orleans.Embedded.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Storage.Reminders;

public interface IWoken : IGrainWithStringKey
{
    Task Set(TimeSpan due, TimeSpan period);
}

public sealed class Bell
{
    private readonly TaskCompletionSource<string> _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> Rung => _rung.Task;

    public void Ring(string what) => _rung.TrySetResult(what);
}

public sealed class WokenGrain(Bell bell) : Grain, IWoken, IRemindable
{
    public Task Set(TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder("daily", due, period);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        bell.Ring($"{this.GetPrimaryKeyString()} {reminderName} {status.FirstTickTime:O} {status.Period}");
        return Task.CompletedTask;
    }
}

/// <summary>Two lives of a process on one database.</summary>
public sealed class RestartTests(FleetFixture fleet) : IClassFixture<FleetFixture>
{
    [Fact]
    public async Task Reminder_DueWhileNoProcessRan_WakesItsGrainAfterTheRestart()
    {
        ManualTime time = new();
        Bell before = new();
        await using (EmbeddedSilo first = await StartAsync(fleet.Storage, time, before))
            await first.GrainFactory.GetGrain<IWoken>("alpha").Set(TimeSpan.FromHours(1), TimeSpan.FromHours(24));
        DateTime due = time.GetUtcNow().UtcDateTime.AddHours(1);
        time.Advance(TimeSpan.FromHours(30));
        before.Rung.IsCompleted.ShouldBeFalse();

        Bell after = new();
        await using FleetStorage reopened = await FleetFixture.OpenAsync(fleet.Options, fleet.Master);
        await using EmbeddedSilo second = await StartAsync(reopened, time, after);
        time.Advance(TimeSpan.FromHours(18));
        after.Rung.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromHours(1));
        (await after.Rung).ShouldBe($"alpha daily {due:O} 1.00:00:00");
    }

    private static Task<EmbeddedSilo> StartAsync(FleetStorage storage, TimeProvider time, Bell bell) => EmbeddedSilo.StartAsync(
        services => services.AddSingleton<IReminderTable>(storage.Reminders).AddSingleton(bell),
        options =>
        {
            options.TimeProvider = time;
            options.AddAssemblyOf<WokenGrain>();
        });
}
