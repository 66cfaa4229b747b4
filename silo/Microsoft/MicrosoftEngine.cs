using InvestBot.Grains.Keeping;
using InvestBot.Silo.Instances;
using InvestBot.Silo.Storing;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;
using Orleans.Runtime.Placement;
using Orleans.Storage;

namespace InvestBot.Silo.Microsoft;

/// <summary>Microsoft Orleans behind the Orleans names: everything of the silo that knows this engine is in this folder.</summary>
internal static class MicrosoftEngine
{
    /// <summary>Adds a silo of the cluster that the registered <see cref="ClusterSettings"/> and cluster session name.</summary>
    internal static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.AddKeyedSingleton<IGrainStorage>("Default", (provider, _) => new GrainStorage(provider.GetRequiredService<ICommitStore>(), GrainHomes.Of, KeptStates.Schemas));
        // A state that names no provider asks for the one without a name.
        services.AddSingleton(provider => provider.GetRequiredKeyedService<IGrainStorage>("Default"));
        services.AddOrleans(silo =>
        {
            silo.UseAdoNetClustering(clustering => clustering.Configure<ClusterSettings>((options, settings) =>
                (options.Invariant, options.ConnectionString) = (ClusterSettings.Invariant, settings.Connection)));
            silo.UseAdoNetReminderService(reminders => reminders.Configure<ClusterSettings>((options, settings) =>
                (options.Invariant, options.ConnectionString) = (ClusterSettings.Invariant, settings.Connection)));
            silo.AddDashboard(dashboard => dashboard.HideTrace = true);
            silo.AddPlacementDirector<AtItsMarket, AtItsMarketDirector>();
            silo.AddOutgoingGrainCallFilter<RepeatedCalls>();
        });
        services.AddClusterName();
        services.AddOptions<EndpointOptions>().Configure<ClusterSettings>((options, settings) =>
            (options.AdvertisedIPAddress, options.SiloPort, options.GatewayPort) = (settings.Address, settings.SiloPort, settings.GatewayPort));
        services.Configure<ClusterMembershipOptions>(FailFast);
        services.AddSingleton<IPlacementStrategyResolver, InvestBotPlacement>();
        services.AddSingleton<Drivers>();
        services.AddSingleton<ClusterRights>();
        services.AddSingleton<IMarketRights>(provider => provider.GetRequiredService<ClusterRights>());
        services.AddHostedService(provider => provider.GetRequiredService<ClusterRights>());
        services.AddHostedService<JournalHerald>();
        services.AddSingleton<Verification.FleetVerification>();
        return services;
    }

    internal static void AddClusterName(this IServiceCollection services) =>
        services.AddOptions<ClusterOptions>().Configure<ClusterSettings>((options, settings) => (options.ClusterId, options.ServiceId) = (settings.Cluster, settings.Cluster));

    // A silo that does not answer for three seconds is dead: its bots must trade again on another within ten. One vote is enough,
    // since a silo that was declared dead by mistake ends, and what it still writes loses at the database.
    private static void FailFast(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(1.5);
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 1;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(2);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
    }
}
