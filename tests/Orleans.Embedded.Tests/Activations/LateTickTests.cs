using InvestBot.Orleans.Embedded.Hosting;
using Orleans;

namespace InvestBot.Orleans.Embedded.Tests.Activations;

public interface ILeaving : IGrainWithStringKey
{
    Task Leave();
}

public sealed class LeavingGrain : Grain, ILeaving
{
    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Disposing a timer does not wait for a tick that is under way, and an exception on the thread of a tick ends the process.</summary>
public sealed class LateTickTests
{
    [Fact]
    public async Task Tick_UnderWayAsTheHookEnds_DoesNotThrow()
    {
        var time = new LateTime();
        await using var silo = await EmbeddedSilo.StartAsync(null, options =>
        {
            options.TimeProvider = time;
            options.AddAssemblyOf<LateTickTests>();
        });
        await silo.GrainFactory.GetGrain<ILeaving>("a").Leave();
        await silo.StopAsync(CancellationToken.None);
        time.Disposed.ShouldContain(limit => limit.State is CancellationTokenSource);
        foreach (var timer in time.Disposed) Should.NotThrow(timer.Tick);
    }

    /// <summary>A clock whose timers can still tick after their end.</summary>
    private sealed class LateTime : TimeProvider
    {
        internal System.Collections.Concurrent.ConcurrentQueue<Timer> Disposed { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Timer(this, callback, state);

        internal sealed class Timer(LateTime owner, TimerCallback callback, object? state) : ITimer
        {
            internal object? State => state;

            internal void Tick() => callback(state);

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() => owner.Disposed.Enqueue(this);

            public ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }
        }
    }
}
