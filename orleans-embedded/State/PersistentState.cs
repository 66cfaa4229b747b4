using InvestBot.Orleans.Embedded.Activations;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;

namespace InvestBot.Orleans.Embedded.State;

/// <summary>A named state of one activation, read before its hook runs.</summary>
internal sealed class PersistentState<TState> : IPersistentState<TState>, ILifecycleObserver
{
    private readonly GrainState<TState> _held = new();
    private readonly Activation _activation;
    private readonly string _name;
    private readonly IGrainStorage _storage;

    internal PersistentState(Activation activation, string name, IGrainStorage storage)
    {
        _activation = activation;
        _name = name;
        _storage = storage;
        _held.State = Empty();
        activation.ObservableLifecycle.Subscribe(name, GrainLifecycleStage.SetupState, this);
    }

    public TState State
    {
        get => _held.State!;
        set => _held.State = value;
    }

    public string? Etag => _held.ETag;

    public bool RecordExists => _held.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(default);

    public async Task ReadStateAsync(CancellationToken cancellationToken)
    {
        await _storage.ReadStateAsync(_name, _activation.GrainId, _held, cancellationToken);
        _held.State ??= Empty();
    }

    public Task WriteStateAsync() => WriteStateAsync(default);

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        _storage.WriteStateAsync(_name, _activation.GrainId, _held, cancellationToken);

    public Task ClearStateAsync() => ClearStateAsync(default);

    public async Task ClearStateAsync(CancellationToken cancellationToken)
    {
        await _storage.ClearStateAsync(_name, _activation.GrainId, _held, cancellationToken);
        _held.State = Empty();
    }

    public Task OnStart(CancellationToken cancellationToken = default) => ReadStateAsync(cancellationToken);

    public Task OnStop(CancellationToken cancellationToken = default) => Task.CompletedTask;

    private static TState Empty() => Maker.Make();

    private static class Maker
    {
        internal static readonly Func<TState> Make = typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<TState>
            : static () => default!;
    }
}

internal static class PersistentStateFactory
{
    internal static Func<Activation, object?> For(Type stateType, PersistentStateAttribute attribute) =>
        typeof(PersistentStateFactory).GetMethod(nameof(Create), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
            .MakeGenericMethod(stateType).CreateDelegate<Func<PersistentStateAttribute, Activation, object?>>() is { } create
            ? activation => create(attribute, activation)
            : null!;

    private static PersistentState<TState> Create<TState>(PersistentStateAttribute attribute, Activation activation) =>
        new PersistentState<TState>(activation, attribute.StateName, Provider(activation.Engine.Services, attribute.StorageName));

    private static IGrainStorage Provider(IServiceProvider services, string? name) =>
        services.GetKeyedService<IGrainStorage>(name ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)
        ?? (name is null ? services.GetService<IGrainStorage>() : null)
        ?? throw new OrleansConfigurationException($"There is no storage provider '{name ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME}': add a keyed IGrainStorage service of that name.");
}
