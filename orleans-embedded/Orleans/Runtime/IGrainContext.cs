namespace Orleans.Runtime;

/// <summary>One activation of a grain.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>A reference to the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The grain's id.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object, once it was made.</summary>
    object? GrainInstance { get; }

    /// <summary>Services of this activation's own scope.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Its start and stop.</summary>
    IGrainLifecycle ObservableLifecycle { get; }

    /// <summary>Ends when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Keeps an object of a type with the activation; null removes it.</summary>
    void SetComponent<TComponent>(TComponent? value)
        where TComponent : class;

    /// <summary>Asks it to end when the requests in flight are done.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

/// <summary>The activation that the calling code runs in.</summary>
public interface IGrainContextAccessor
{
    /// <summary>The activation.</summary>
    IGrainContext GrainContext { get; }
}

/// <summary>What an engine offers to a grain.</summary>
public interface IGrainRuntime
{
    /// <summary>The references' factory.</summary>
    IGrainFactory GrainFactory { get; }

    /// <summary>The host's services.</summary>
    IServiceProvider ServiceProvider { get; }

    /// <summary>The clock of the machine.</summary>
    TimeProvider TimeProvider { get; }

    /// <summary>The host's name.</summary>
    string SiloIdentity { get; }

    /// <summary>Asks an activation to end when it is done with what it has.</summary>
    void DeactivateOnIdle(IGrainContext grainContext);

    /// <summary>Keeps an activation for at least so long.</summary>
    void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan);
}
