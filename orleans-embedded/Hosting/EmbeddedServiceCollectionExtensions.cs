using InvestBot.Orleans.Embedded.Engine;
using InvestBot.Orleans.Embedded.Statistics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;
using Orleans.Timers;

namespace InvestBot.Orleans.Embedded.Hosting;

/// <summary>Adds the embedded engine to a host.</summary>
public static class EmbeddedServiceCollectionExtensions
{
    /// <summary>
    /// Adds the engine, <see cref="IGrainFactory"/>, <see cref="IClusterClient"/> and <see cref="IGrainStatistics"/>, and starts and stops it with the host.
    /// Storage providers are keyed <see cref="global::Orleans.Storage.IGrainStorage"/> services; filters and the table of reminders are plain services.
    /// </summary>
    public static IServiceCollection AddOrleansEmbedded(this IServiceCollection services, Action<EmbeddedOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = new EmbeddedOptions();
        configure?.Invoke(options);
        services.AddSingleton(provider => new ActorEngine(provider, options, Singletons(services)));
        services.TryAddSingleton<IGrainRuntime>(provider => provider.GetRequiredService<ActorEngine>());
        services.TryAddSingleton<IGrainContextAccessor>(provider => provider.GetRequiredService<ActorEngine>());
        services.TryAddSingleton(provider => (IClusterClient)provider.GetRequiredService<ActorEngine>().GrainFactory);
        services.TryAddSingleton(provider => provider.GetRequiredService<ActorEngine>().GrainFactory);
        services.TryAddSingleton<IReminderRegistry>(provider => provider.GetRequiredService<ActorEngine>().Reminders);
        services.TryAddSingleton<IGrainStatistics>(provider => new EngineStatistics(provider.GetRequiredService<ActorEngine>()));
        services.AddSingleton<IHostedService, EmbeddedHostedService>();
        return services;
    }

    // Types that are safe to take from the root; everything else is taken from the activation's scope.
    private static Dictionary<Type, object?> Singletons(IServiceCollection services) => services
        .Where(d => d.Lifetime == ServiceLifetime.Singleton && !d.IsKeyedService && !d.ServiceType.IsGenericTypeDefinition)
        .Select(d => d.ServiceType).Distinct().ToDictionary(t => t, t => (object?)null);
}

internal sealed class EmbeddedHostedService(ActorEngine engine) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await engine.StartAsync(cancellationToken);
        Log.Started(engine.Logger, engine.Options.Name, engine.Registry.ClassTypes.Count);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await engine.StopAsync(cancellationToken);
        Log.Stopped(engine.Logger, engine.Options.Name);
    }
}
