using InvestBot.Api.Analytics;
using InvestBot.Api.Approvals;
using InvestBot.Api.Auditing;
using InvestBot.Api.Auth;
using InvestBot.Api.Backups;
using InvestBot.Api.Candles;
using InvestBot.Api.Credentials;
using InvestBot.Api.Equity;
using InvestBot.Api.Fleet;
using InvestBot.Api.Health;
using InvestBot.Api.Hub;
using InvestBot.Api.Idempotency;
using InvestBot.Api.Instances;
using InvestBot.Api.Learning;
using InvestBot.Api.OpenApi;
using InvestBot.Api.Orders;
using InvestBot.Api.Page;
using InvestBot.Api.Positions;
using InvestBot.Api.Problems;
using InvestBot.Api.Risk;
using InvestBot.Api.Security;
using InvestBot.Api.Signals;
using InvestBot.Api.Trades;
using Microsoft.Extensions.DependencyInjection;

namespace InvestBot.Api;

/// <summary>Puts the API, the hub and the page into a web application.</summary>
public static class ApiEndpoints
{
    private const string Root = "/api/v1";

    /// <summary>Adds the request pipeline and every endpoint. Call it once, after building the application and before running it.</summary>
    public static WebApplication MapInvestBotApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = app.Services.GetRequiredService<ApiOptions>();
        // Made now: the uptime counts from here, and the heads hear every commit.
        app.Services.GetRequiredService<StartTime>();
        app.Services.GetRequiredService<JournalHeads>();

        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Faults>();
        app.UseMiddleware<OriginGuard>();
        app.UsePage(options.PageFolder);
        app.UseDocs();
        app.UseRouting();
        app.UseMiddleware<Nowhere>();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use((context, next) =>
        {
            // Read more than once: by the handler, its digest, the audit trail and the answer to a mistake in it.
            if (context.GetEndpoint()?.Metadata.GetMetadata<Audited>() is not null) context.Request.EnableBuffering(options.RequestSize + 1);
            return next(context);
        });
        app.UseMiddleware<RepeatedRequests>();
        app.UseMiddleware<AuditTrail>();
        app.MapDocument();
        app.MapProbes();
        app.MapHub();
        MapRest(app.MapGroup(Root).RequireAuthorization());
        app.MapPage(options.PageFolder);
        return app;
    }

    private static void MapRest(RouteGroupBuilder api)
    {
        api.MapProbes();
        api.MapAuth();
        api.MapHealth();
        api.MapFleet();
        api.MapInstances();
        api.MapFleetAnalytics();
        api.MapBackups();
        var instance = api.MapGroup("/instances/{instance}").AddEndpointFilter(InstanceDirectory.Filter);
        instance.MapInstance();
        instance.MapLifecycle();
        instance.MapPositions();
        instance.MapOrders();
        instance.MapTrades();
        instance.MapSignals();
        instance.MapCredentials();
        instance.MapApprovals();
        instance.MapEquity();
        instance.MapAnalytics();
        instance.MapRisk();
        instance.MapLearning();
        instance.MapCandles();
    }
}
