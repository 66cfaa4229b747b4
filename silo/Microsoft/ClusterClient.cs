using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.GrainInterfaces;
using InvestBot.Silo.Instances;
using InvestBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;

namespace InvestBot.Silo.Microsoft;

/// <summary>Joins a process without grains, the API, to the cluster of silos.</summary>
public static class ClusterClient
{
    /// <summary>Adds a client of the cluster that the registered <see cref="ClusterSettings"/> name. It waits for a first silo, and finds another when its own dies.</summary>
    public static IServiceCollection AddInvestBotClient(this IServiceCollection services)
    {
        services.AddOrleansClient(client =>
        {
            client.UseAdoNetClustering(clustering => clustering.Configure<ClusterSettings>((options, settings) =>
                (options.Invariant, options.ConnectionString) = (ClusterSettings.Invariant, settings.Connection)));
            client.UseConnectionRetryFilter<TriesUntilCancelled>();
            client.AddOutgoingGrainCallFilter<RepeatedCalls>();
        });
        services.AddClusterName();
        services.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
        services.AddSingleton<IInstances, ClusterInstances>();
        return services;
    }

    /// <summary>A recorded market, by recording.</summary>
    public static IRecordingGrain Recording(this IGrainFactory grains, string recording)
    {
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<IRecordingGrain>(Uri.EscapeDataString(recording));
    }

    private sealed class TriesUntilCancelled(TimeProvider time) : IClientConnectionRetryFilter
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

        public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
        {
            await Task.Delay(Pause, time, cancellationToken);
            return true;
        }
    }

    /// <summary>Instances are made by the silo that drives their market.</summary>
    private sealed class ClusterInstances(FleetStorage storage, IGrainFactory grains) : IInstances
    {
        public async Task<bool> ExistsAsync(InstanceId instance, CancellationToken cancellationToken) =>
            (await storage.Instances.ListAsync(cancellationToken)).Any(record => record.Name == instance.ToString());

        public Task<Outcome> CreateAsync(BotConfiguration configuration, string by, CancellationToken cancellationToken) =>
            grains.Recording(configuration.Recording).Make(configuration, by).WaitAsync(cancellationToken);
    }
}
