using InvestBot.Orleans.Embedded.Activations;
using InvestBot.Orleans.Embedded.Calls;
using InvestBot.Orleans.Embedded.Engine;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.References;

/// <summary>The base of generated references. It remembers the activation that it last met.</summary>
public abstract class LocalReference : GrainReference
{
    private Activation? _met;

    /// <summary>A reference to a grain of the engine.</summary>
    protected LocalReference(ActorEngine engine, GrainId grainId)
        : base(grainId)
    {
        ArgumentNullException.ThrowIfNull(engine);
        Engine = engine;
    }

    internal ActorEngine Engine { get; }

    /// <summary>Tries to run a call on the caller's stack; whether it may is in the result.</summary>
    protected InlineTurn Enter(CallMethod method) => Meet() is { } target ? target.TryEnterInline(method) : default;

    /// <summary>Sends a request and gives its answer.</summary>
    protected Task<TResult> Send<TResult>(Invocation<TResult> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Prepare(call);
        call.ExpectAnswer(Engine.AnswerOptions);
        if (call.GetCancellationToken() is { IsCancellationRequested: true } cancelled) return Task.FromCanceled<TResult>(cancelled);
        Engine.Pending.Add(call, call.Method.Timeout ?? Engine.Options.ResponseTimeout);
        call.ObserveCancellation();
        if (Engine.OutgoingFilters is { } filters) return filters.Run(this, call);
        Engine.Send(call, _met);
        return call.Answer;
    }

    /// <summary>Sends a request that has no answer.</summary>
    protected void Post<TResult>(Invocation<TResult> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Prepare(call);
        if (Engine.OutgoingFilters is { } filters) Log.Watch(Engine.Logger, GrainId, filters.Run(this, call));
        else Engine.Send(call, Meet());
    }

    private Activation? Meet()
    {
        if (_met is { IsOver: false } met) return met;
        try
        {
            return _met = Engine.Directory.Resolve(GrainId);
        }
        catch (Exception fault) when (fault is OrleansException or ArgumentException)
        {
            // Sending meets the same fault again and gives it to the caller as the call's outcome.
            return _met = null;
        }
    }

    private void Prepare(Invocation call)
    {
        call.TargetId = GrainId;
        call.Origin = TurnThread.Current.Activation?.Here ?? default;
        call.Context = RequestContext.Current;
        call.StartedAt = Engine.TimeProvider.GetTimestamp();
    }
}
