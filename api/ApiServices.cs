using InvestBot.Api.Analytics;
using InvestBot.Api.Auth;
using InvestBot.Api.Candles;
using InvestBot.Api.Equity;
using InvestBot.Api.Fleet;
using InvestBot.Api.Health;
using InvestBot.Api.Hub;
using InvestBot.Api.Instances;
using InvestBot.Api.Json;
using InvestBot.Api.OpenApi;
using InvestBot.Api.Trades;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace InvestBot.Api;

/// <summary>Adds the API to a web application.</summary>
public static class ApiServices
{
    /// <summary>
    /// Adds the API. Beside it the application registers: <see cref="Storage.FleetStorage"/>, an <c>IGrainFactory</c>,
    /// <see cref="IMarketDirectory"/>, <see cref="IInstanceMaker"/>, <see cref="IJournalSignal"/>, and if it has them
    /// <see cref="IReadiness"/>, <see cref="IGrainFigures"/> and any number of <see cref="IHealthSource"/>.
    /// </summary>
    public static IServiceCollection AddInvestBotApi(this IServiceCollection services, ApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(provider => new StartTime(provider.GetRequiredService<TimeProvider>().GetTimestamp()));
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.RequestSize;
        });
        // It writes whole addresses, and the hub's carries a token.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        services.AddSignIn(options);
        services.AddSingleton<InstanceDirectory>();
        services.AddSingleton<InstanceReader>();
        services.AddSingleton<FleetReader>();
        services.AddSingleton<Protection>();
        services.AddSingleton<TradeMarks>();
        services.AddSingleton<TradeHistory>();
        services.AddSingleton<EquityHistory>();
        services.AddSingleton<IHealthSource, StorageHealth>();
        services.AddSingleton<HealthChecks>();
        services.AddHub();
        services.AddDocument();
        return services;
    }

    private static void AddSignIn(this IServiceCollection services, ApiOptions options)
    {
        services.AddSingleton<SigningKey>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<EndedSessions>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignIn>();
        services.AddHostedService<Housekeeping>();
        services.AddAuthentication(BearerHandler.Name).AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Name, null);
        services.AddAuthorization(Roles.AddPolicies);
        services.AddRateLimiter(limits => SignInLimit.Configure(limits, options.SignInsPerMinute));
    }
}
