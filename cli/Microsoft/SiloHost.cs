using InvestBot.Api.Auth;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Serve;
using InvestBot.Silo;
using InvestBot.Silo.Microsoft;
using InvestBot.Storage;
using InvestBot.Storage.Cluster;
using InvestBot.Storage.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace InvestBot.Cli.Microsoft;

/// <summary>Composes and runs a silo process: grains, markets, probes and Orleans' dashboard.</summary>
internal static class SiloHost
{
    public static async Task<int> RunAsync(SiloServe options, CancellationToken token)
    {
        var environment = ServerEnvironment.Read();
        var markets = Task.Run(() => ServedMarkets.Open(environment.RecordingFolder, options.Server), token);
        using var loggers = LoggerFactory.Create(ConfigureLogging);
        using var master = await new MasterKeySource { File = environment.MasterKeyFile }.LoadAsync(token);
        await using var storage = await FleetStorage.OpenAsync(
            new FleetStorageOptions { ServerConnectionString = environment.Connection }, master, TimeProvider.System, loggers.CreateLogger("InvestBot.Storage"), token);
        await using var session = await storage.JoinClusterAsync(token);
        await using var app = Build(environment, options, storage, session, await markets);
        await QuarantinedRows.KeepAsync(await markets, storage.Quarantine, TimeProvider.System, token);
        // The services are gone when the host has ended.
        var lost = app.Services.LossOfSession();
        await HostingAbstractionsHostExtensions.RunAsync(app, token);
        return (int)(lost() ? ExitCode.Database : ExitCode.Ok);
    }

    /// <summary>How a process takes part in the cluster of an environment.</summary>
    internal static ClusterSettings SettingsOf(ServerEnvironment environment) =>
        new(new NpgsqlConnectionStringBuilder(environment.Connection) { Database = new FleetStorageOptions { ServerConnectionString = environment.Connection }.ControlDatabase }.ConnectionString);

    internal static void ConfigureLogging(ILoggingBuilder logging)
    {
        ServerHost.ConfigureLogging(logging);
        logging.AddFilter("Orleans", LogLevel.Warning);
        logging.AddFilter("Polly", LogLevel.Warning);
    }

    private static WebApplication Build(ServerEnvironment environment, SiloServe options, FleetStorage storage, ClusterSession session, ServedMarkets markets)
    {
        var builder = LoopbackHost.CreateBuilder();
        ConfigureLogging(builder.Logging);
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.OpsPort}");
        builder.Services.AddRouting();
        // No foreign name may be bound to this port: it would let another page's script ask it.
        builder.Services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = ["127.0.0.1", "localhost", "[::1]"]);
        builder.Services.AddCluster(SettingsOf(environment) with { Address = options.Address, SiloPort = options.SiloPort, GatewayPort = options.GatewayPort }, session);
        builder.Services.AddInvestBotSilo(storage, markets.Recordings, markets.Options with { PaperVenue = environment.PaperVenue });
        builder.Services.AddAdminGate();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        var app = builder.Build();
        app.UseHostFiltering();
        app.MapWhen(context => context.Request.Path == "/health/live" || context.Request.Path == "/health/ready", probes => probes.Run(context => context.Response.WriteAsync("ready")));
        app.UseAdminGate();
        app.UseRouting();
        app.MapClusterDashboard();
        return app;
    }
}
