using InvestBot.Orleans.Embedded.Activations;

namespace InvestBot.Orleans.Embedded.Calls;

/// <summary>
/// A turn of an idle grain that runs on its caller's stack: no queue, no message, no thread switch. What does not end before
/// its first await goes on as any other request. Made and left by generated code.
/// </summary>
public readonly ref struct InlineTurn
{
    private readonly Activation? _target;
    private readonly TurnThread _thread;
    private readonly Activation? _before;
    private readonly SynchronizationContext? _contextBefore;
    private readonly ExecutionContext? _flow;
    private readonly CallMethod _method;
    private readonly long _startedAt;

    internal InlineTurn(Activation target, TurnThread thread, CallMethod method, long startedAt)
    {
        _target = target;
        _thread = thread;
        _before = thread.Activation;
        _contextBefore = SynchronizationContext.Current;
        _flow = ExecutionContext.Capture();
        _method = method;
        _startedAt = startedAt;
        thread.Activation = target;
        thread.Depth++;
        SynchronizationContext.SetSynchronizationContext(target);
    }

    /// <summary>Whether the turn was given.</summary>
    public bool Entered => _target is not null;

    /// <summary>The grain object.</summary>
    public object Instance => _target!.GrainInstance!;

    /// <summary>Ends the turn, and the request too if it is done.</summary>
    public Task Leave(Task? inner)
    {
        inner ??= Task.FromException(Activation.NoTask(_method));
        if (inner.IsCompleted)
        {
            Done(inner.IsCompletedSuccessfully ? null : Fault(inner));
            return inner;
        }

        return GoOn<Nothing>(inner);
    }

    /// <inheritdoc cref="Leave(Task)"/>
    public Task<TResult> Leave<TResult>(Task<TResult>? inner)
    {
        inner ??= Task.FromException<TResult>(Activation.NoTask(_method));
        if (inner.IsCompleted)
        {
            Done(inner.IsCompletedSuccessfully ? null : Fault(inner));
            return inner;
        }

        return GoOn<TResult>(inner);
    }

    /// <inheritdoc cref="Leave(Task)"/>
    public ValueTask Leave(ValueTask inner)
    {
        if (inner.IsCompletedSuccessfully)
        {
            Done(null);
            return inner;
        }

        return new ValueTask(Leave(inner.AsTask()));
    }

    /// <inheritdoc cref="Leave(Task)"/>
    public ValueTask<TResult> Leave<TResult>(ValueTask<TResult> inner)
    {
        if (inner.IsCompletedSuccessfully)
        {
            Done(null);
            return inner;
        }

        return new ValueTask<TResult>(Leave(inner.AsTask()));
    }

    private static Exception Fault(Task inner) => inner.Exception?.InnerExceptions[0] ?? new OperationCanceledException();

    private Task<TResult> GoOn<TResult>(Task inner)
    {
        var request = new BegunInvocation<TResult>(_method);
        _target!.GoOnInFlight(request, inner, _startedAt);
        Restore();
        return request.Answer;
    }

    private void Done(Exception? fault)
    {
        _target!.EndInline(_method, _startedAt, fault);
        Restore();
    }

    private void Restore()
    {
        _thread.Activation = _before;
        _thread.Depth--;
        SynchronizationContext.SetSynchronizationContext(_contextBefore);
        if (_flow is not null && !ReferenceEquals(ExecutionContext.Capture(), _flow)) ExecutionContext.Restore(_flow);
        _target!.LeaveInline();
    }
}
