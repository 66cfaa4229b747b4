using InvestBot.Engine.Conformance;
using InvestBot.Engine.Conformance.Engines;
using InvestBot.Engine.Conformance.Reminders;
using InvestBot.Orleans.Embedded.Hosting;
using InvestBot.Orleans.Embedded.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;

namespace InvestBot.Orleans.Embedded.Tests.Reminders;

public sealed class ScheduleTests
{
    private static readonly DateTime Start = new(2025, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(-30, 0)]
    [InlineData(-0.001, 0)]
    [InlineData(0, 10)]
    [InlineData(4, 10)]
    [InlineData(10, 20)]
    [InlineData(1_000_000.5, 1_000_010)]
    public void NextTime_AfterATime_IsOfTheSchedule(double minutesAfterStart, double expected) =>
        ScheduledReminder.NextAfter(Start.AddMinutes(minutesAfterStart), new ReminderEntry { StartAt = Start, Period = 10 * Minute })
            .ShouldBe(Start.AddMinutes(expected));

    [Fact]
    public void NextTime_PastTheEndOfTime_IsTheEnd() =>
        ScheduledReminder.NextAfter(Start, new ReminderEntry { StartAt = Start, Period = TimeSpan.MaxValue }).ShouldBe(DateTime.MaxValue);

    [Fact]
    public async Task Reminder_FarAhead_RingsAtItsTimeExactly()
    {
        await using var silo = await Silo.StartAsync();
        var key = Gate.NewName();
        await silo.Grains.GetGrain<IAlarm>(key).Set("tea", TimeSpan.FromDays(100), TimeSpan.FromDays(60));
        silo.Time.Advance(TimeSpan.FromDays(100) - TimeSpan.FromTicks(1));
        await silo.Grains.GetGrain<IAlarm>(key).All();
        Trace.Of(key).ShouldNotContain("tea rings");
        silo.Time.Advance(TimeSpan.FromTicks(1));
        await Silo.Until(() => Trace.Of(key).Contains("tea rings"));
        Trace.Of($"{key} times").ShouldBe(["00:00:00 60.00:00:00"]);
    }

    [Fact]
    public async Task Reminder_WithLongerMinimum_IsRefusedUnderIt()
    {
        await using var silo = await Silo.StartAsync(services => services.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = 5 * Minute));
        var alarm = silo.Grains.GetGrain<IAlarm>(Gate.NewName());
        var fault = await Should.ThrowAsync<ArgumentException>(() => alarm.Set("tea", Minute, 4 * Minute));
        fault.Message.ShouldContain("tea");
        fault.Message.ShouldContain("00:05:00");
        await alarm.Set("tea", Minute, 5 * Minute);
    }

    [Fact]
    public async Task Host_WithoutTable_IsNotStarted()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddKeyedSingleton<IGrainStorage>("Default", new State.MemoryGrainStorage());
        builder.Services.AddOrleansEmbedded(o => o.AddAssemblyOf<ScheduleTests>());
        using var host = builder.Build();
        var fault = await Should.ThrowAsync<OrleansConfigurationException>(() => host.StartAsync());
        fault.Message.ShouldContain(nameof(AlarmGrain));
        fault.Message.ShouldContain("register an IReminderTable");
    }

    [Fact]
    public async Task Reminder_OfAClassThatIsGone_StaysAndWakesNobody()
    {
        var kept = new Kept();
        var grain = GrainId.Create("gone", "a");
        await kept.Reminders.UpsertRow(new ReminderEntry { GrainId = grain, ReminderName = "tea", StartAt = Start, Period = Minute });
        await using var silo = await Silo.StartAsync(null, kept);
        silo.Time.Advance(5 * Minute);
        (await kept.Reminders.ReadRow(grain, "tea")).ShouldNotBeNull();
    }
}
