using InvestBot.Orleans.Embedded.Calls;

namespace InvestBot.Orleans.Embedded.Activations;

internal sealed partial class Activation
{
    /// <summary>Gives the turn to a caller when nothing is before it: then running at once is one of the orders that queueing allows.</summary>
    internal InlineTurn TryEnterInline(CallMethod method)
    {
        var thread = TurnThread.Current;
        if (thread.Depth >= TurnThread.MaxDepth || _inFlight != 0 || !_engine.MayInline(Class, method, GrainId) || !TryTakeTurn()) return default;
        if (_phase == ActivationPhase.Created) BeginInlineActivation(thread);
        if (_phase != ActivationPhase.Active || _inFlight != 0 || _waitingCount != 0 || _ending)
        {
            GiveUpTurn();
            return default;
        }

        var callNumber = ++Calls;
        _method = method;
        _origin = thread.Activation?.Here ?? default;
        LastUse = _engine.CoarseNow;
        thread.Calls = unchecked(thread.Calls + 1);
        var timed = callNumber < 64 || (thread.Calls & 15) == 0;
        return new InlineTurn(this, thread, method, timed ? _engine.TimeProvider.GetTimestamp() : 0);
    }

    internal void EndInline(CallMethod method, long startedAt, Exception? fault)
    {
        if (startedAt != 0)
        {
            var ticks = _engine.TimeProvider.GetTimestamp() - startedAt;
            _engine.Learn(method, ticks);
            Class.Statistics.Record(ticks);
        }

        if (fault is not null) CountFault(fault);
    }

    internal void GoOnInFlight<TResult>(Invocation<TResult> request, Task inner, long startedAt)
    {
        request.TargetId = GrainId;
        request.ExpectAnswer(_engine.AnswerOptions);
        request.Origin = _origin;
        request.StartedAt = startedAt;
        if (startedAt != 0) _engine.Learn(request.Method, _engine.TimeProvider.GetTimestamp() - startedAt);
        _engine.Pending.Add(request, request.Method.Timeout ?? _engine.Options.ResponseTimeout);
        Begin(request, inner);
    }

    internal void LeaveInline() => GiveUpTurn();

    private void BeginInlineActivation(TurnThread thread)
    {
        var before = thread.Activation;
        var contextBefore = Current;
        var flow = ExecutionContext.Capture();
        thread.Activation = this;
        thread.Depth++;
        SetSynchronizationContext(this);
        try
        {
            BeginActivation();
        }
        finally
        {
            thread.Activation = before;
            thread.Depth--;
            SetSynchronizationContext(contextBefore);
            if (flow is not null) ExecutionContext.Restore(flow);
        }
    }
}
