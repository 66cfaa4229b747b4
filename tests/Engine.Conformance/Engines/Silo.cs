using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace InvestBot.Engine.Conformance.Engines;

/// <summary>A running engine for one test, whichever engine it is. The clock stands still until it is moved.</summary>
public sealed class Silo : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ISiloHost _host;
    private bool _stopped;

    private Silo(ISiloHost host, ManualTime time, Kept kept)
    {
        _host = host;
        Time = time;
        Kept = kept;
    }

    /// <summary>The engine's clock.</summary>
    public ManualTime Time { get; }

    /// <summary>What outlives this engine; give it to the next one.</summary>
    public Kept Kept { get; }

    /// <summary>References to grains.</summary>
    public IGrainFactory Grains => _host.Grains;

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts an engine.</summary>
    /// <param name="services">Adds what a test needs, filters for example, which are plain services.</param>
    /// <param name="kept">What an earlier engine left; null is nothing.</param>
    /// <param name="time">The clock of an earlier engine; null is a new one.</param>
    public static async Task<Silo> StartAsync(Action<IServiceCollection>? services = null, Kept? kept = null, ManualTime? time = null)
    {
        time ??= new ManualTime();
        kept ??= new Kept();
        return new Silo(await EngineUnderTest.StartAsync(new SiloSettings(time, kept, services)), time, kept);
    }

    /// <summary>Moves the clock on, second by second, until something has ended.</summary>
    public Task AdvanceUntil(Task end) => AdvanceUntil(() => end.IsCompleted, TimeSpan.FromSeconds(1));

    /// <summary>Moves the clock on, step by step, until something holds.</summary>
    public async Task AdvanceUntil(Func<bool> holds, TimeSpan step)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException("It hangs, whatever the test's clock says.");
            Time.Advance(step);
            await EngineUnderTest.GiveWay();
        }
    }

    /// <summary>Waits, without moving the clock, until something holds.</summary>
    public static async Task Until(Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException("It never comes to hold.");
            await EngineUnderTest.GiveWay();
        }
    }

    /// <inheritdoc cref="Until(Func{Task{bool}})"/>
    public static Task Until(Func<bool> holds) => Until(() => Task.FromResult(holds()));

    /// <summary>Stops: gracefully, or with a cancelled token at once and without asking anybody.</summary>
    public async Task StopAsync(CancellationToken token = default)
    {
        _stopped = true;
        await _host.StopAsync(token);
    }

    /// <summary>Stops, with time going on so that what hangs times out.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stopped)
        {
            var stop = StopAsync();
            await AdvanceUntil(stop);
            await stop;
        }

        await _host.DisposeAsync();
    }
}
