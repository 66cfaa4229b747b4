using InvestBot.Orleans.Embedded.Calls;
using Orleans.Runtime;
using Orleans.Storage;

namespace InvestBot.Orleans.Embedded.Activations;

internal sealed partial class Activation
{
    private Invocation? _waitingFirst;
    private Invocation? _waitingLast;
    private int _waitingCount;
    private bool _someMayOvertake;
    private int _inFlight;
    private int _blocking;
    private int _blockingWriters;
    private CallMethod? _method;
    private CallOrigin _origin;

    /// <summary>Asks for the request that is running now; its number tells whether it still is.</summary>
    internal CallOrigin Here => new(this, _method, Calls);

    internal CallOrigin Origin => _origin;

    internal bool IsIdle => _inFlight == 0 && _waitingCount == 0;

    internal void Accept(Invocation request)
    {
        if (request.IsFinished) return;
        switch (_phase)
        {
            case ActivationPhase.Over:
                Move(request);
                return;
            case ActivationPhase.Created:
                BeginActivation();
                if (_phase == ActivationPhase.Over)
                {
                    Refuse(request);
                    return;
                }

                break;
        }

        if (_phase == ActivationPhase.Active && !_ending && (_waitingCount == 0 || request.Method.Interleaves) && MayStart(request)) Start(request);
        else Wait(request);
    }

    /// <summary>Takes part in the books of a request that began and goes on past its first await.</summary>
    internal void Begin(Invocation request, Task inner)
    {
        _inFlight++;
        if (!request.Method.Interleaves)
        {
            _blocking++;
            if (!request.Method.ReadsOnly) _blockingWriters++;
        }

        request.Follow(this, inner);
    }

    internal void EndRequest(Invocation request, Task inner)
    {
        _inFlight--;
        if (!request.Method.Interleaves)
        {
            _blocking--;
            if (!request.Method.ReadsOnly) _blockingWriters--;
        }

        if (request.KeepsAlive) LastUse = _engine.CoarseNow;
        Settle(request, inner);
    }

    internal void CountFault(Exception fault)
    {
        Errors++;
        if (fault is not InconsistentStateException { IsSource: true } stale) return;
        stale.IsSource = false;
        EndSoon(new(global::Orleans.DeactivationReasonCode.ApplicationError, fault, "Its state was written by another since it was read."));
    }

    private void Start(Invocation request)
    {
        if (request.IsFinished) return;
        if (GrainInstance is not { } target)
        {
            request.Fail(new OrleansMessageRejectionException($"{GrainId} is gone: the observer behind it was collected or deleted."));
            return;
        }

        Calls++;
        _method = request.Method;
        _origin = request.Origin;
        if (request.KeepsAlive) LastUse = _engine.CoarseNow;
        RequestContext.Current = request.Context;
        var begun = _engine.TimeProvider.GetTimestamp();
        Task inner;
        try
        {
            inner = _engine.IncomingFilters is { } filters && request.MayMove
                ? filters.Run(this, request, target)
                : request.CallOn(target) ?? Task.FromException(NoTask(request.Method));
        }
        catch (Exception fault)
        {
            inner = Task.FromException(fault);
        }

        _engine.Learn(request.Method, _engine.TimeProvider.GetTimestamp() - begun);
        if (inner.IsCompleted) Settle(request, inner);
        else Begin(request, inner);
    }

    private void Settle(Invocation request, Task inner)
    {
        if (!inner.IsCompletedSuccessfully) CountFault(inner.IsCanceled ? new OperationCanceledException() : inner.Exception!.InnerExceptions[0]);
        if (request.StartedAt != 0) Class.Statistics.Record(_engine.TimeProvider.GetTimestamp() - request.StartedAt);
        if (request.Method.OneWay && inner.IsFaulted) Log.OneWayFailed(_engine.Logger, request.Method.FullName, GrainId, inner.Exception!.InnerExceptions[0]);
        request.Finish(inner);
    }

    private bool MayStart(Invocation request) =>
        _blocking == 0
        || Class.IsReentrant
        || request.Method.Interleaves
        || (request.Method.ReadsOnly && _blockingWriters == 0)
        || (Class.MayInterleave is { } may && may(GrainInstance!, request));

    private void Wait(Invocation request)
    {
        request.Next = null;
        if (_waitingLast is null) _waitingFirst = request;
        else _waitingLast.Next = request;
        _waitingLast = request;
        _waitingCount++;
        _someMayOvertake |= request.Method.Interleaves || request.Method.ReadsOnly || Class.MayInterleave is not null;
    }

    private Invocation? TakeWaiting()
    {
        if (_waitingCount == 0 || _phase != ActivationPhase.Active || (_ending && !_drains)) return null;
        Invocation? before = null;
        for (var request = _waitingFirst; request is not null; before = request, request = (Invocation?)request.Next)
        {
            if (!request.IsFinished && !MayStart(request))
            {
                if (!_someMayOvertake) return null;
                continue;
            }

            var after = (Invocation?)request.Next;
            if (before is null) _waitingFirst = after;
            else before.Next = after;
            if (after is null) _waitingLast = before;
            request.Next = null;
            if (--_waitingCount == 0) _someMayOvertake = false;
            return request;
        }

        return null;
    }

    private List<Invocation> TakeAllWaiting()
    {
        List<Invocation> all = new(_waitingCount);
        for (var request = _waitingFirst; request is not null; request = (Invocation?)request.Next) all.Add(request);
        foreach (var request in all) request.Next = null;
        _waitingFirst = _waitingLast = null;
        _waitingCount = 0;
        return all;
    }

    private void Move(Invocation request)
    {
        if (_failure is not null) Refuse(request);
        else if (request.MayMove) _engine.Send(request);
    }

    private void Refuse(Invocation request) => request.Fail(_failure!);

    internal static InvalidOperationException NoTask(CallMethod method) => new($"{method.FullName} returned null instead of a task.");
}
