using InvestBot.Api.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InvestBot.Api.Hub;

/// <summary>Where the hub is.</summary>
internal static class HubEndpoints
{
    internal const string Path = "/hub";

    internal static void AddHub(this IServiceCollection services)
    {
        services.AddSignalR(options =>
        {
            options.EnableDetailedErrors = false;
            options.MaximumReceiveMessageSize = 8 * 1024;
            options.KeepAliveInterval = TimeSpan.FromSeconds(10);
            options.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
        }).AddJsonProtocol(protocol => ApiJson.Configure(protocol.PayloadSerializerOptions));
        services.AddSingleton<JournalHeads>();
        services.AddSingleton<InstanceTails>();
        services.AddSingleton<HubStreams>();
        services.AddSingleton<TickRelay>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<TickRelay>());
        services.AddHostedService<FleetPush>();
    }

    internal static void MapHub(this WebApplication app) =>
        app.MapHub<FleetHub>(Path, options => options.CloseOnAuthenticationExpiration = true).RequireAuthorization();
}
