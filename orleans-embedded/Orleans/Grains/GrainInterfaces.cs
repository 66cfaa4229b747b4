using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Anything that a call can be sent to.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>A grain interface.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain keyed by text.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>A grain keyed by a Guid.</summary>
    public interface IGrainWithGuidKey : IGrain;

    /// <summary>A grain keyed by an integer.</summary>
    public interface IGrainWithIntegerKey : IGrain;

    /// <summary>A grain keyed by a Guid and text.</summary>
    public interface IGrainWithGuidCompoundKey : IGrain;

    /// <summary>A grain keyed by an integer and text.</summary>
    public interface IGrainWithIntegerCompoundKey : IGrain;

    /// <summary>Something outside grains that grains can call.</summary>
    public interface IGrainObserver : IAddressable;

    /// <summary>What every grain class is to its engine.</summary>
    public interface IGrainBase
    {
        /// <summary>The activation.</summary>
        IGrainContext GrainContext { get; }

        /// <summary>Runs once before the first request.</summary>
        Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

        /// <summary>Runs once after the last request.</summary>
        Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
    }

    /// <summary>Makes references to grains and observers. Making one calls nothing.</summary>
    public interface IGrainFactory
    {
        /// <summary>The grain with a Guid key.</summary>
        TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithGuidKey;

        /// <summary>The grain with an integer key.</summary>
        TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithIntegerKey;

        /// <summary>The grain with a text key.</summary>
        TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithStringKey;

        /// <summary>The grain with a Guid and text key.</summary>
        TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithGuidCompoundKey;

        /// <summary>The grain with an integer and text key.</summary>
        TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithIntegerCompoundKey;

        /// <summary>The grain with an id.</summary>
        TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
            where TGrainInterface : IAddressable;

        /// <summary>The grain with an id, through whichever interface its class has.</summary>
        IAddressable GetGrain(GrainId grainId);

        /// <summary>The grain with an id, through one of its interfaces.</summary>
        IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType);

        /// <summary>The grain with a Guid key.</summary>
        IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey);

        /// <summary>The grain with an integer key.</summary>
        IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey);

        /// <summary>The grain with a text key.</summary>
        IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

        /// <summary>The grain with a Guid and text key.</summary>
        IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension);

        /// <summary>The grain with an integer and text key.</summary>
        IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension);

        /// <summary>The grain with a raw key.</summary>
        IAddressable GetGrain(Type interfaceType, IdSpan grainKey);

        /// <summary>The grain with a raw key, of the class whose name begins so.</summary>
        IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix);

        /// <summary>A reference that grains can call; the object is held weakly, so keep it alive.</summary>
        TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
            where TGrainObserverInterface : IGrainObserver;

        /// <summary>Ends a reference that <see cref="CreateObjectReference"/> made.</summary>
        void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
            where TGrainObserverInterface : IGrainObserver;
    }

    /// <summary>The grain factory for callers outside grains.</summary>
    public interface IClusterClient : IGrainFactory
    {
        /// <summary>The host's services.</summary>
        IServiceProvider ServiceProvider { get; }
    }
}
