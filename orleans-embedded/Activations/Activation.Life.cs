using System.Reflection;
using InvestBot.Orleans.Embedded.Timers;
using Orleans;

namespace InvestBot.Orleans.Embedded.Activations;

internal sealed partial class Activation
{
    private ActivationLifecycle? _lifecycle;
    private TaskCompletionSource? _deactivated;
    private DeactivationReason? _endReason;
    private volatile bool _ending;
    private bool _drains;
    private Exception? _failure;
    private HashSet<IActivationTimer>? _timers;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (ReferenceEquals(TurnThread.Current.Activation, this)) EndSoon(deactivationReason);
        else Push(new EndTurn(deactivationReason, false));
    }

    /// <summary>Finishes the requests that wait, then ends.</summary>
    internal void Drain(DeactivationReason reason) => Push(new EndTurn(reason, true));

    /// <summary>Ends it when nothing has happened since <paramref name="since"/>.</summary>
    internal void EndIfIdle(TimeSpan since) => Push(new IdleTurn(since));

    /// <summary>Makes it an observer's: nothing to activate, and the object is held weakly.</summary>
    internal void BecomeObserver(object observer)
    {
        _instance = new WeakReference(observer);
        _phase = ActivationPhase.Active;
    }

    internal void EndObserver()
    {
        _instance = new WeakReference(null);
        Push(new EndTurn(new(DeactivationReasonCode.ApplicationRequested, "The observer was deleted."), true));
    }

    internal void Add(IActivationTimer timer) => (_timers ??= []).Add(timer);

    internal void Remove(IActivationTimer timer)
    {
        if (_phase is not ActivationPhase.Deactivating and not ActivationPhase.Over) _timers?.Remove(timer);
    }

    private void EndSoon(DeactivationReason reason)
    {
        if (_ending || _phase is ActivationPhase.Deactivating or ActivationPhase.Over) return;
        _endReason = reason;
        _ending = true;
    }

    // In the turn: starts the activation. When all of it is synchronous, the phase is Active or Over on return.
    private void BeginActivation()
    {
        _phase = ActivationPhase.Activating;
        Task starting;
        try
        {
            starting = ActivateAsync();
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } fault)
        {
            starting = Task.FromException(fault);
        }
        catch (Exception fault)
        {
            starting = Task.FromException(fault);
        }

        if (starting.IsCompleted) EndActivation(starting);
        else starting.GetAwaiter().UnsafeOnCompleted(() => EndActivation(starting));
    }

    private Task ActivateAsync()
    {
        _instance = Class.Create(this);
        if (_lifecycle is null && !Class.HasActivationHook) return Task.CompletedTask;
        return HookAsync();
    }

    private async Task HookAsync()
    {
        using var patience = new CancellationTokenSource();
        var hooks = RunHooksAsync(patience.Token);
        if (!hooks.IsCompleted)
        {
            using var timer = _engine.After(_engine.Options.ActivationTimeout, patience);
            try
            {
                await hooks.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"Activating {GrainId} did not end within {_engine.Options.ActivationTimeout}.");
            }
        }

        await hooks;
    }

    private async Task RunHooksAsync(CancellationToken token)
    {
        if (_lifecycle is not null) await _lifecycle.StartBeforeHookAsync(token);
        if (Class.HasActivationHook && _instance is IGrainBase grain) await grain.OnActivateAsync(token);
        if (_lifecycle is not null) await _lifecycle.StartAfterHookAsync(token);
    }

    private void EndActivation(Task starting)
    {
        if (starting.IsCompletedSuccessfully)
        {
            _phase = ActivationPhase.Active;
            Class.Statistics.Activated();
            return;
        }

        _failure = starting.Exception?.InnerExceptions[0] ?? new OperationCanceledException($"Activating {GrainId} was cancelled.");
        Log.ActivationFailed(_engine.Logger, GrainId, _failure);
        EndTimers();
        Retire();
        foreach (var request in TakeAllWaiting()) Refuse(request);
    }

    // In the turn: starts the end when it was asked for and nothing is in flight.
    private bool BeginEnding()
    {
        if (!_ending || _phase != ActivationPhase.Active || _inFlight > 0) return false;
        _phase = ActivationPhase.Deactivating;
        EndTimers();
        var ending = DeactivateAsync(_endReason!.Value);
        if (ending.IsCompleted) EndEnding(ending);
        else ending.GetAwaiter().UnsafeOnCompleted(() => EndEnding(ending));
        return true;
    }

    private Task DeactivateAsync(DeactivationReason reason) =>
        Class.HasDeactivationHook || _lifecycle is not null ? UnhookAsync(reason) : Task.CompletedTask;

    private async Task UnhookAsync(DeactivationReason reason)
    {
        using var patience = new CancellationTokenSource();
        using var timer = _engine.After(_engine.Options.DeactivationTimeout, patience);
        if (Class.HasDeactivationHook && _instance is IGrainBase grain) await grain.OnDeactivateAsync(reason, patience.Token).WaitAsync(patience.Token);
        if (_lifecycle is not null) await _lifecycle.StopAsync(patience.Token).WaitAsync(patience.Token);
    }

    private void EndEnding(Task ending)
    {
        if (!ending.IsCompletedSuccessfully) Log.DeactivationFailed(_engine.Logger, GrainId, ending.Exception?.InnerExceptions[0]);
        Class.Statistics.Deactivated(Calls, Errors);
        var instance = _instance;
        Retire();
        switch (instance)
        {
            case IAsyncDisposable disposable:
                Log.Watch(_engine.Logger, GrainId, disposable.DisposeAsync().AsTask());
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }

        foreach (var request in TakeAllWaiting()) Move(request);
    }

    // What is left is a shell that sends latecomers on to the next activation.
    private void Retire()
    {
        _phase = ActivationPhase.Over;
        _engine.Directory.Remove(this);
        _deactivated?.TrySetResult();
        _scope?.Dispose();
        _instance = null;
        _scope = null;
        _components = null;
        _lifecycle = null;
        _timers = null;
        _method = null;
        _origin = default;
        _ending = false;
    }

    private void EndTimers()
    {
        foreach (var timer in _timers ?? []) timer.End();
    }

    private sealed class EndTurn(DeactivationReason reason, bool drains) : Calls.Turn
    {
        internal override void Run(Activation activation)
        {
            activation._drains |= drains;
            if (activation._phase == ActivationPhase.Created)
            {
                activation._endReason = reason;
                activation.Retire();
                foreach (var request in activation.TakeAllWaiting()) activation.Move(request);
            }
            else
            {
                activation.EndSoon(reason);
            }
        }
    }

    private sealed class IdleTurn(TimeSpan since) : Calls.Turn
    {
        internal override void Run(Activation activation)
        {
            if (activation.IsActive && activation.IsIdle && activation.LastUse <= since)
                activation.EndSoon(new(DeactivationReasonCode.ActivationIdle, "It was idle for longer than its age limit."));
        }
    }
}
