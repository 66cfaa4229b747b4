using InvestBot.Engine.Conformance.Engines;

namespace InvestBot.Engine.Conformance.Reminders;

public sealed class ReminderTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Reminder_WhenDue_RingsAndGoesOn()
    {
        await using var silo = await Silo.StartAsync();
        var key = Gate.NewName();
        await silo.Grains.GetGrain<IAlarm>(key).Set("tea", 5 * Minute, 10 * Minute);
        silo.Time.Advance(4 * Minute);
        Rings(key).ShouldBe(0);
        await silo.AdvanceUntil(() => Rings(key) == 3, Minute);
        Trace.Of($"{key} times")[0].ShouldEndWith(" 00:10:00");
    }

    [Fact]
    public async Task Reminder_OfEndedActivation_MakesANewOne()
    {
        await using var silo = await Silo.StartAsync();
        var key = Gate.NewName();
        var alarm = silo.Grains.GetGrain<IAlarm>(key);
        await alarm.Set("tea", Minute, Minute);
        await alarm.End();
        await silo.AdvanceUntil(() => Rings(key) > 0, Minute);
        Trace.Of(key).Take(3).ShouldBe(["begins", "begins", "tea rings"]);
    }

    [Fact]
    public async Task Reminder_DueNow_RingsAtOnce()
    {
        await using var silo = await Silo.StartAsync();
        var key = Gate.NewName();
        await silo.Grains.GetGrain<IAlarm>(key).Set("tea", TimeSpan.Zero, 60 * Minute);
        await silo.AdvanceUntil(() => Rings(key) > 0, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Reminder_Unregistered_RingsNoMore()
    {
        await using var silo = await Silo.StartAsync();
        var (key, witness) = (Gate.NewName(), Gate.NewName());
        var alarm = silo.Grains.GetGrain<IAlarm>(key);
        await alarm.Set("tea", 5 * Minute, 5 * Minute);
        await silo.Grains.GetGrain<IAlarm>(witness).Set("tea", 10 * Minute, 5 * Minute);
        await alarm.Cancel("tea");
        await silo.AdvanceUntil(() => Rings(witness) > 1, Minute);
        Rings(key).ShouldBe(0);
        (await alarm.Find("tea")).ShouldBe("none");
        await alarm.Cancel("tea");
    }

    [Fact]
    public async Task Reminder_RegisteredAgain_HasItsNewSchedule()
    {
        await using var silo = await Silo.StartAsync();
        var key = Gate.NewName();
        var alarm = silo.Grains.GetGrain<IAlarm>(key);
        await alarm.Set("tea", 600 * Minute, 600 * Minute);
        await alarm.Set("tea", 2 * Minute, 3 * Minute);
        await alarm.Set("bread", 600 * Minute, 600 * Minute);
        (await alarm.All()).ShouldBe("bread tea");
        (await alarm.Find("bread")).ShouldBe("bread");
        await silo.AdvanceUntil(() => Rings(key) > 1, Minute);
        Trace.Of(key).ShouldNotContain("bread rings");
        Trace.Of($"{key} times")[0].ShouldEndWith(" 00:03:00");
    }

    [Fact]
    public async Task Reminder_AfterARestart_GoesOn()
    {
        var first = await Silo.StartAsync();
        var key = Gate.NewName();
        await first.Grains.GetGrain<IAlarm>(key).Set("tea", 5 * Minute, 5 * Minute);
        await first.DisposeAsync();
        await using var second = await Silo.StartAsync(null, first.Kept, first.Time);
        await second.AdvanceUntil(() => Rings(key) > 1, Minute);
        (await second.Grains.GetGrain<IAlarm>(key).All()).ShouldBe("tea");
    }

    [Fact]
    public async Task Reminder_DueWhileNoSiloRan_RingsAfterTheStart()
    {
        var first = await Silo.StartAsync();
        var key = Gate.NewName();
        await first.Grains.GetGrain<IAlarm>(key).Set("tea", 5 * Minute, 7 * Minute);
        await first.StopAsync(new CancellationToken(true));
        await first.DisposeAsync();
        first.Time.Advance(60 * Minute);
        Rings(key).ShouldBe(0);
        await using var second = await Silo.StartAsync(null, first.Kept, first.Time);
        await second.AdvanceUntil(() => Rings(key) > 0, Minute);
    }

    [Fact]
    public async Task Reminder_WhoseTickFails_GoesOn()
    {
        await using var silo = await Silo.StartAsync();
        var key = Gate.NewName();
        var alarm = silo.Grains.GetGrain<IAlarm>(key);
        await alarm.Set("tea", Minute, Minute);
        await alarm.FailNext();
        await silo.AdvanceUntil(() => Rings(key) > 1, Minute);
    }

    [Fact]
    public async Task Reminder_WithRequestInFlight_WaitsForIt()
    {
        await using var silo = await Silo.StartAsync();
        var (key, gate) = (Gate.NewName(), Gate.NewName());
        var alarm = silo.Grains.GetGrain<IAlarm>(key);
        await alarm.Set("tea", TimeSpan.FromSeconds(10), Minute);
        var held = alarm.Hold(gate);
        await Gate.Named(gate).Reached;
        silo.Time.Advance(TimeSpan.FromSeconds(15));
        Gate.Named(gate).Open();
        await held;
        await silo.AdvanceUntil(() => Rings(key) > 0, TimeSpan.FromSeconds(1));
        Trace.Of(key).Take(3).ShouldBe(["begins", "held", "tea rings"]);
    }

    [Fact]
    public async Task Reminder_OfGrainThatCannotBeReminded_IsRefused()
    {
        await using var silo = await Silo.StartAsync();
        (await Should.ThrowAsync<InvalidOperationException>(silo.Grains.GetGrain<IDeaf>("a").Set)).Message.ShouldContain("IRemindable");
    }

    [Theory]
    [InlineData("tea", -1, 60)]
    [InlineData("tea", 60, -1)]
    [InlineData("tea", 60, 59)]
    [InlineData("tea", 60, 0)]
    [InlineData(" ", 60, 60)]
    public async Task Reminder_WithoutSense_IsRefused(string name, int dueSeconds, int periodSeconds)
    {
        await using var silo = await Silo.StartAsync();
        var alarm = silo.Grains.GetGrain<IAlarm>(Gate.NewName());
        await Should.ThrowAsync<ArgumentException>(() => alarm.Set(name, TimeSpan.FromSeconds(dueSeconds), TimeSpan.FromSeconds(periodSeconds)));
        (await alarm.All()).ShouldBeEmpty();
    }

    private static int Rings(string key) => Trace.Of(key).Count(what => what.EndsWith(" rings", StringComparison.Ordinal));
}
