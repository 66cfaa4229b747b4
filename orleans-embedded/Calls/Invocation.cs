using System.Reflection;
using InvestBot.Orleans.Embedded.Activations;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace InvestBot.Orleans.Embedded.Calls;

/// <summary>A request on its way: made by generated code when it cannot run at once, and the handle of one that runs.</summary>
public abstract class Invocation : Turn, IInvokable
{
    private int _finished;
    private CancellationTokenRegistration _cancellation;
    private Activation? _target;
    private Task? _inner;

    private protected Invocation(CallMethod method) => Method = method;

    /// <summary>The method.</summary>
    public CallMethod Method { get; }

    internal GrainId TargetId { get; set; }

    internal CallOrigin Origin { get; set; }

    internal Dictionary<string, object>? Context { get; set; }

    internal long StartedAt { get; set; }

    internal TimeSpan Deadline { get; set; }

    internal TimeSpan Patience { get; set; }

    internal PendingCalls? Registry { get; set; }

    internal int Shard { get; set; }

    internal Invocation? Earlier { get; set; }

    internal Invocation? Later { get; set; }

    /// <summary>The activation that runs it, once it began and did not end at once.</summary>
    internal Activation? Target => _target;

    internal virtual bool KeepsAlive => true;

    internal virtual bool MayMove => true;

    internal bool IsFinished => Volatile.Read(ref _finished) != 0;

    /// <inheritdoc/>
    public virtual int GetArgumentCount() => 0;

    /// <inheritdoc/>
    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public virtual void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public virtual CancellationToken GetCancellationToken() => default;

    /// <inheritdoc/>
    public string GetMethodName() => Method.Name;

    /// <inheritdoc/>
    public string GetInterfaceName() => Method.Interface.FullName ?? Method.Interface.Name;

    /// <inheritdoc/>
    public Type GetInterfaceType() => Method.Interface;

    /// <inheritdoc/>
    public MethodInfo GetMethod() => Method.Info;

    /// <summary>Calls the method on its target.</summary>
    protected abstract Task Call(object target);

    internal Task? CallOn(object target) => Call(target);

    internal abstract object? ResultOf(Task done);

    private protected abstract void SetResult(Task done);

    private protected abstract void SetResultObject(object? result);

    private protected abstract void SetException(Exception exception);

    private protected abstract void SetCanceled(CancellationToken token);

    internal override void Run(Activation activation) => activation.Accept(this);

    // Runs in the target's turn.
    internal void Follow(Activation target, Task inner)
    {
        _target = target;
        _inner = inner;
        inner.GetAwaiter().UnsafeOnCompleted(OnInnerDone);
    }

    internal void Finish(Task done)
    {
        if (!TryFinish()) return;
        if (done.IsCompletedSuccessfully) SetResult(done);
        else if (done.IsCanceled) SetCanceled(default);
        else SetException(done.Exception!.InnerExceptions[0]);
    }

    internal void FinishWith(object? result)
    {
        if (TryFinish()) SetResultObject(result);
    }

    internal void Fail(Exception exception)
    {
        if (TryFinish()) SetException(exception);
    }

    internal void ObserveCancellation()
    {
        var token = GetCancellationToken();
        if (!token.CanBeCanceled) return;
        _cancellation = token.UnsafeRegister(static (state, token) =>
        {
            var call = (Invocation)state!;
            if (call.TryFinish()) call.SetCanceled(token);
        }, this);
        if (IsFinished) _cancellation.Dispose();
    }

    private bool TryFinish()
    {
        if (Interlocked.Exchange(ref _finished, 1) != 0) return false;
        Registry?.Remove(this);
        _cancellation.Dispose();
        return true;
    }

    private void OnInnerDone() => _target!.EndRequest(this, _inner!);
}

/// <summary>Where a call came from, kept for the words of a timeout.</summary>
internal readonly record struct CallOrigin(Activation? Caller, CallMethod? Method, long Request);

/// <summary>A request whose answer is a <typeparamref name="TResult"/>.</summary>
public abstract class Invocation<TResult> : Invocation
{
    // Only when somebody waits: one-way requests have none.
    private TaskCompletionSource<TResult>? _answer;

    /// <summary>Made by generated code.</summary>
    protected Invocation(CallMethod method)
        : base(method)
    {
    }

    internal Task<TResult> Answer => _answer!.Task;

    internal void ExpectAnswer(TaskCreationOptions options) => _answer = new(options);

    internal sealed override object? ResultOf(Task done) => done is Task<TResult> typed ? typed.GetAwaiter().GetResult() : null;

    private protected sealed override void SetResult(Task done) =>
        _answer?.TrySetResult(done is Task<TResult> typed ? typed.GetAwaiter().GetResult() : default!);

    private protected sealed override void SetResultObject(object? result) => _ = result switch
    {
        null => _answer?.TrySetResult(default!),
        TResult typed => _answer?.TrySetResult(typed),
        _ => _answer?.TrySetException(new InvalidCastException($"A filter answered {Method.FullName} with {result.GetType()} instead of {typeof(TResult)}.")),
    };

    private protected sealed override void SetException(Exception exception) => _answer?.TrySetException(exception);

    private protected sealed override void SetCanceled(CancellationToken token) => _answer?.TrySetCanceled(token);
}

/// <summary>A request that began on its caller's stack and did not end there.</summary>
internal sealed class BegunInvocation<TResult>(CallMethod method) : Invocation<TResult>(method)
{
    protected override Task Call(object target) => throw new InvalidOperationException("The request has begun already.");
}
