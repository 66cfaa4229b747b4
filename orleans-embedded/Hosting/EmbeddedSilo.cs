using InvestBot.Orleans.Embedded.Engine;
using InvestBot.Orleans.Embedded.Reminders;
using InvestBot.Orleans.Embedded.State;
using InvestBot.Orleans.Embedded.Statistics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Providers;
using Orleans.Storage;

namespace InvestBot.Orleans.Embedded.Hosting;

/// <summary>An engine without a host around it, for tests and tools. Disposing it stops it gracefully.</summary>
public sealed class EmbeddedSilo : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ActorEngine _engine;
    private bool _stopped;

    private EmbeddedSilo(ServiceProvider services)
    {
        _services = services;
        _engine = services.GetRequiredService<ActorEngine>();
        GrainFactory = services.GetRequiredService<IGrainFactory>();
    }

    /// <summary>References to grains.</summary>
    public IGrainFactory GrainFactory { get; }

    /// <summary>The services that were registered.</summary>
    public IServiceProvider Services => _services;

    /// <summary>What the grains do.</summary>
    public IGrainStatistics Statistics => _services.GetRequiredService<IGrainStatistics>();

    /// <summary>Builds and starts. States go to memory when no default storage provider is registered, reminders when there is no table.</summary>
    public static async Task<EmbeddedSilo> StartAsync(Action<IServiceCollection>? services = null, Action<EmbeddedOptions>? options = null)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        services?.Invoke(collection);
        collection.TryAddKeyedSingleton<IGrainStorage>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, new MemoryGrainStorage());
        collection.TryAddSingleton<IReminderTable, MemoryReminderTable>();
        collection.AddOrleansEmbedded(options);
        var silo = new EmbeddedSilo(collection.BuildServiceProvider());
        try
        {
            await silo._engine.StartAsync(CancellationToken.None);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Finishes what is in flight and ends every activation.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_stopped) return;
        _stopped = true;
        await _engine.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
    }
}
