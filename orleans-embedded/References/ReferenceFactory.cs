using System.Globalization;
using System.Runtime.CompilerServices;
using InvestBot.Orleans.Embedded.Engine;
using InvestBot.Orleans.Embedded.Registry;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.References;

/// <summary>Makes references, for grains and for callers outside.</summary>
internal sealed class ReferenceFactory(ActorEngine engine) : IClusterClient
{
    private readonly ConditionalWeakTable<object, Dictionary<Type, GrainId>> _observed = [];
    private readonly Lock _gate = new();
    private long _observers;

    public IServiceProvider ServiceProvider => engine.Services;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => Get<TGrainInterface>(GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => Get<TGrainInterface>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => Get<TGrainInterface>(TextKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(keyExtension);
        return Get<TGrainInterface>(GrainIdKeyExtensions.CreateGuidKey(primaryKey, keyExtension), grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(keyExtension);
        return Get<TGrainInterface>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey, keyExtension), grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)Create(typeof(TGrainInterface), grainId);

    public IAddressable GetGrain(GrainId grainId) => Own(
        engine.Registry.Class(grainId.Type) ?? throw new ArgumentException($"There is no grain class of type '{grainId.Type}'.", nameof(grainId)), grainId);

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) =>
        (engine.Registry.InterfaceNamed(interfaceType.ToString()) ?? throw new ArgumentException($"There is no grain interface '{interfaceType}'.", nameof(interfaceType)))
            .Reference(engine, grainId);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => (IGrain)Get(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey), null);

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => (IGrain)Get(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey), null);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => (IGrain)Get(grainInterfaceType, TextKey(grainPrimaryKey), null);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
        (IGrain)Get(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey, keyExtension), null);

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
        (IGrain)Get(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey, keyExtension), null);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => Get(interfaceType, grainKey, null);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => Get(interfaceType, grainKey, grainClassNamePrefix);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference) throw new ArgumentException("It is a reference already.", nameof(obj));
        if (obj is IGrainBase) throw new ArgumentException("A grain is called through a grain reference: use AsReference.", nameof(obj));
        lock (_gate)
        {
            var ids = _observed.GetOrCreateValue(obj);
            if (!ids.TryGetValue(typeof(TGrainObserverInterface), out var id))
            {
                id = engine.Directory.ObserverId((++_observers).ToString(CultureInfo.InvariantCulture));
                engine.Directory.AddObserver(id, obj);
                ids.Add(typeof(TGrainObserverInterface), id);
            }

            return (TGrainObserverInterface)Create(typeof(TGrainObserverInterface), id);
        }
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        var id = obj is GrainReference reference ? reference.GrainId : default;
        lock (_gate)
        {
            if (id.IsDefault && (!_observed.TryGetValue(obj, out var ids) || !ids.Remove(typeof(TGrainObserverInterface), out id))) return;
        }

        if (engine.Directory.Find(id) is not { Class.IsObserver: true } activation) return;
        engine.Directory.Remove(activation);
        activation.EndObserver();
    }

    internal object Create(Type interfaceType, GrainId id) => engine.Registry.Interface(interfaceType).Reference(engine, id);

    /// <summary>A reference to a grain through some interface that its class has.</summary>
    internal GrainReference Own(GrainClass grainClass, GrainId id) => engine.Registry.AnyInterface(grainClass)?.Reference(engine, id) ?? new GrainReference(id);

    private static IdSpan TextKey(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return IdSpan.Create(key);
    }

    private TGrainInterface Get<TGrainInterface>(IdSpan key, string? prefix) => (TGrainInterface)(object)Get(typeof(TGrainInterface), key, prefix);

    private GrainReference Get(Type interfaceType, IdSpan key, string? prefix)
    {
        var grainInterface = engine.Registry.Interface(interfaceType);
        var grainClass = prefix is null && grainInterface.Primary is { } primary ? primary : GrainRegistry.PrimaryClass(grainInterface, prefix);
        return grainInterface.Reference(engine, new GrainId(grainClass.GrainType, key));
    }
}
