using InvestBot.Storage.Cluster;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Dashboard;

namespace InvestBot.Silo.Microsoft;

/// <summary>What a process that hosts a silo of a cluster adds beside the silo itself.</summary>
public static class ClusterSilo
{
    /// <summary>Says in which cluster the silo takes part; before <see cref="SiloSetup.AddInvestBotSilo"/>.</summary>
    /// <param name="services">The process's.</param>
    /// <param name="settings">The cluster and this silo's addresses.</param>
    /// <param name="session">Of this silo; the caller ends it, after the host.</param>
    public static IServiceCollection AddCluster(this IServiceCollection services, ClusterSettings settings, ClusterSession session) =>
        services.AddSingleton(settings).AddSingleton(session);

    /// <summary>Maps Orleans' own dashboard. It shows how the grains run; states of grains are not shown.</summary>
    public static void MapClusterDashboard(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapOrleansDashboard().AddEndpointFilter(async (context, next) =>
            context.HttpContext.Request.Path.StartsWithSegments("/GrainState", StringComparison.OrdinalIgnoreCase)
                ? Results.NotFound()
                : await next(context));
    }

    /// <summary>Tells, also after the host has ended, whether the silo ended because its session was lost, and not because it was asked to.</summary>
    public static Func<bool> LossOfSession(this IServiceProvider services)
    {
        var rights = services.GetRequiredService<ClusterRights>();
        return () => rights.IsLost;
    }
}
