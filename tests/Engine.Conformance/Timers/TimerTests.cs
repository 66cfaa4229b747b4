using InvestBot.Engine.Conformance.Engines;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Engine.Conformance.Timers;

public interface IClockwork : IGrainWithStringKey
{
    Task Start(TimeSpan dueTime, TimeSpan period, bool interleave);

    Task Change(TimeSpan dueTime, TimeSpan period);

    Task Dispose();

    Task<int> Ticks();

    Task<int> HoldAndCount(string gate);

    Task FailNextTick();

    Task End();
}

public sealed class ClockworkGrain : Grain, IClockwork
{
    private IGrainTimer? _timer;
    private int _ticks;
    private bool _fail;

    public Task Start(TimeSpan dueTime, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(dueTime, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Dispose()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);

    public async Task<int> HoldAndCount(string gate)
    {
        await Gate.Named(gate).PassAsync();
        return _ticks;
    }

    public Task FailNextTick()
    {
        _fail = true;
        return Task.CompletedTask;
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private Task Tick(CancellationToken token)
    {
        _ticks++;
        Trace.Add(this.GetPrimaryKeyString(), "tick");
        if (!_fail) return Task.CompletedTask;
        _fail = false;
        throw new InvalidDataException("a bad tick");
    }
}

public sealed class TimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Timer_WhenDue_TicksAndGoesOn()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IClockwork>(Gate.NewName());
        await grain.Start(2 * Second, 5 * Second, false);
        silo.Time.Advance(1 * Second);
        (await grain.Ticks()).ShouldBe(0);
        silo.Time.Advance(1 * Second);
        (await grain.Ticks()).ShouldBe(1);
        silo.Time.Advance(5 * Second);
        (await grain.Ticks()).ShouldBe(2);
        silo.Time.Advance(5 * Second);
        (await grain.Ticks()).ShouldBe(3);
    }

    [Fact]
    public async Task Timer_WithInfinitePeriod_TicksOnce()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IClockwork>(Gate.NewName());
        await grain.Start(Second, Timeout.InfiniteTimeSpan, false);
        silo.Time.Advance(Second);
        (await grain.Ticks()).ShouldBe(1);
        silo.Time.Advance(100 * Second);
        (await grain.Ticks()).ShouldBe(1);
    }

    [Fact]
    public async Task Timer_ByDefault_WaitsForRequestInFlight()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IClockwork>(Gate.NewName());
        var gate = Gate.NewName();
        await grain.Start(Second, Timeout.InfiniteTimeSpan, false);
        var hold = grain.HoldAndCount(gate);
        await Gate.Named(gate).Reached;
        silo.Time.Advance(Second);
        Gate.Named(gate).Open();
        (await hold).ShouldBe(0);
        (await grain.Ticks()).ShouldBe(1);
    }

    [Fact]
    public async Task Timer_ThatInterleaves_TicksDuringRequest()
    {
        await using var silo = await Silo.StartAsync();
        var key = Gate.NewName();
        var grain = silo.Grains.GetGrain<IClockwork>(key);
        var gate = Gate.NewName();
        await grain.Start(Second, Timeout.InfiniteTimeSpan, true);
        var hold = grain.HoldAndCount(gate);
        await Gate.Named(gate).Reached;
        silo.Time.Advance(Second);
        while (Trace.Of(key).Count == 0) await Task.Yield();
        Gate.Named(gate).Open();
        (await hold).ShouldBe(1);
    }

    [Fact]
    public async Task Timer_Changed_TicksAtItsNewTime()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IClockwork>(Gate.NewName());
        await grain.Start(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan, false);
        silo.Time.Advance(100 * Second);
        (await grain.Ticks()).ShouldBe(0);
        await grain.Change(3 * Second, Timeout.InfiniteTimeSpan);
        silo.Time.Advance(3 * Second);
        (await grain.Ticks()).ShouldBe(1);
    }

    [Fact]
    public async Task Timer_Disposed_TicksNoMore()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IClockwork>(Gate.NewName());
        await grain.Start(Second, Second, false);
        silo.Time.Advance(Second);
        (await grain.Ticks()).ShouldBe(1);
        await grain.Dispose();
        silo.Time.Advance(10 * Second);
        (await grain.Ticks()).ShouldBe(1);
    }

    [Fact]
    public async Task Timer_WhoseTickFails_GoesOn()
    {
        await using var silo = await Silo.StartAsync();
        var grain = silo.Grains.GetGrain<IClockwork>(Gate.NewName());
        await grain.Start(Second, Second, false);
        await grain.FailNextTick();
        silo.Time.Advance(Second);
        (await grain.Ticks()).ShouldBe(1);
        silo.Time.Advance(Second);
        (await grain.Ticks()).ShouldBe(2);
    }

    [Fact]
    public async Task Timer_OfEndedActivation_TicksNoMore()
    {
        await using var silo = await Silo.StartAsync();
        var key = Gate.NewName();
        var grain = silo.Grains.GetGrain<IClockwork>(key);
        await grain.Start(Second, Second, false);
        await grain.End();
        (await grain.Ticks()).ShouldBe(0);
        silo.Time.Advance(10 * Second);
        (await grain.Ticks()).ShouldBe(0);
        Trace.Of(key).ShouldBeEmpty();
    }
}
