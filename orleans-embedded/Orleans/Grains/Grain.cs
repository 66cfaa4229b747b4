using InvestBot.Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of grain classes. One request runs at a time unless the class says otherwise.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Made by the engine for the activation that is starting.</summary>
    protected Grain()
        : this(Activation.RequireCurrent(), null)
    {
    }

    /// <summary>Made for an activation that the caller names.</summary>
    protected Grain(IGrainContext grainContext, IGrainRuntime? grainRuntime = null)
    {
        GrainContext = grainContext;
        _runtime = grainRuntime;
    }

    private readonly IGrainRuntime? _runtime;

    /// <summary>The activation.</summary>
    public IGrainContext GrainContext { get; }

    /// <summary>A reference to this grain, to hand to others.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>The grain's id as text.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>The host's name.</summary>
    public string RuntimeIdentity => Runtime.SiloIdentity;

    /// <summary>References to other grains.</summary>
    protected IGrainFactory GrainFactory => Runtime.GrainFactory;

    /// <summary>The services of this activation's scope.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    internal IGrainRuntime Runtime => _runtime ?? Activation.Of(GrainContext).Runtime;

    /// <summary>Runs once, after the states were read and before the first request. A fault reaches the waiting callers.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs once, after the last request.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation when the requests in flight are done; the next call makes a new one.</summary>
    protected void DeactivateOnIdle() => Runtime.DeactivateOnIdle(GrainContext);

    /// <summary>Keeps this activation for at least so long; a span that is not positive takes that back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Runtime.DelayDeactivation(GrainContext, timeSpan);
}
