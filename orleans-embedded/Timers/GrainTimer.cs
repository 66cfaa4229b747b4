using InvestBot.Orleans.Embedded.Activations;
using InvestBot.Orleans.Embedded.Calls;
using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Timers;

/// <summary>A timer that ends with its activation.</summary>
internal interface IActivationTimer
{
    void End();
}

/// <summary>A grain's timer. A tick is a request to its own activation; the next is set when it has ended.</summary>
internal sealed class GrainTimer<TState> : IGrainTimer, IActivationTimer
{
    private static readonly CallMethod Tick = new(typeof(IGrainTimer), "Tick", InvokeMethodOptions.OneWay, 0);
    private static readonly CallMethod InterleavingTick = new(typeof(IGrainTimer), "Tick", InvokeMethodOptions.OneWay | InvokeMethodOptions.AlwaysInterleave, 0);

    private readonly Activation _activation;
    private readonly Func<TState, CancellationToken, Task> _callback;
    private readonly TState _state;
    private readonly bool _interleave;
    private readonly bool _keepAlive;
    private readonly CancellationTokenSource _end = new();
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private volatile bool _ticking;
    private volatile bool _changed;

    internal GrainTimer(Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        Validate(options.DueTime, options.Period);
        _activation = activation;
        _callback = callback;
        _state = state;
        _interleave = options.Interleave;
        _keepAlive = options.KeepAlive;
        _dueTime = options.DueTime;
        _period = options.Period;
        activation.Add(this);
        using (ExecutionContext.SuppressFlow())
        {
            _timer = activation.Engine.TimeProvider.CreateTimer(
                static timer => ((GrainTimer<TState>)timer!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _timer.Change(_dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, period);
        _dueTime = dueTime;
        _period = period;
        _changed = true;
        if (!_ticking && !_end.IsCancellationRequested) _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        End();
        _activation.Remove(this);
    }

    public void End()
    {
        _end.Cancel();
        _timer.Dispose();
    }

    private static void Validate(TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero && dueTime != Timeout.InfiniteTimeSpan) throw new ArgumentOutOfRangeException(nameof(dueTime), dueTime, "Not negative, or infinite.");
        if (period < TimeSpan.Zero && period != Timeout.InfiniteTimeSpan) throw new ArgumentOutOfRangeException(nameof(period), period, "Not negative, or infinite.");
    }

    private void Due()
    {
        if (_end.IsCancellationRequested) return;
        _ticking = true;
        _activation.Push(new TickRequest(this));
    }

    private async Task TickAsync()
    {
        if (_end.IsCancellationRequested) return;
        _changed = false;
        try
        {
            await _callback(_state, _end.Token);
        }
        catch (Exception fault)
        {
            _activation.CountFault(fault);
            Log.TimerFailed(_activation.Engine.Logger, _activation.GrainId, fault);
        }
        finally
        {
            _ticking = false;
            if (!_end.IsCancellationRequested) _timer.Change(_changed ? _dueTime : _period, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class TickRequest(GrainTimer<TState> timer) : Invocation<Nothing>(timer._interleave ? InterleavingTick : Tick)
    {
        internal override bool KeepsAlive => timer._keepAlive;

        internal override bool MayMove => false;

        protected override Task Call(object target) => timer.TickAsync();
    }
}
