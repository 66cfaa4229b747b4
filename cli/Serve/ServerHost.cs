using InvestBot.Api;
using InvestBot.Api.Auth;
using InvestBot.Api.Fleet;
using InvestBot.Api.Health;
using InvestBot.Api.Hub;
using InvestBot.Cli.Backups;
using InvestBot.Cli.Keys;
using InvestBot.Cli.Chaos.Planted;
using InvestBot.Cli.Home;
using InvestBot.Cli.Local;
using InvestBot.Cli.Models;
using InvestBot.Cli.Output;
using InvestBot.Cli.Up;
using InvestBot.Cli.Venue;
using InvestBot.Silo;
using InvestBot.Silo.Backups;
using InvestBot.Silo.Instances;
using InvestBot.Silo.Restores;
using InvestBot.Silo.Verification;
using InvestBot.Storage;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InvestBot.Cli.Serve;

/// <summary>Composes and runs the one process: silo, API and page.</summary>
internal static class ServerHost
{
    private static readonly TimeSpan DatabasePatience = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(ServeOptions options, CancellationToken token)
    {
        var environment = ServerEnvironment.Read();
        var markets = Task.Run(() => ServedMarkets.Open(environment.RecordingFolder, options), token);
        using var loggers = LoggerFactory.Create(ConfigureLogging);
        var source = new MasterKeySource { File = environment.MasterKeyFile };
        using var master = await source.LoadAsync(token);
        await using var storage = new FleetStorage(
            new FleetStorageOptions
            {
                ServerConnectionString = environment.Connection,
                Migrating = progress => MigrationNews.Write(environment.MigrationFile, progress),
                BeforeMigrations = environment.Backups.Folder,
            },
            master, TimeProvider.System, loggers.CreateLogger("InvestBot.Storage"));
        await using var app = Build(environment, options, storage, source, await markets);
        if (environment.DatabaseStarts)
        {
            MakeEndpoints(app);
            await DatabaseStart.AwaitAsync(environment.Connection, DatabasePatience, TimeProvider.System, token);
        }
        LaunchMark.Check(InstallationHome.OfThisClone(), environment.Launch);
        await storage.OpenAsync(token);
        await using var fleet = await storage.TakeFleetAsync(token);
        await storage.MasterKeys.FinishAsync(source, token);
        await QuarantinedRows.KeepAsync(await markets, storage.Quarantine, TimeProvider.System, token);
        if (environment.FirstPasswordFile is { } file) await app.Services.EnsureAdminFromFileAsync("admin", file, token);
        return await RunWhileHeldAsync(app, new FleetWatch(storage, TimeProvider.System, loggers.CreateLogger("InvestBot.Storage")), fleet, token);
    }

    // What their making compiles and looks up is there once they are asked for: the time until the database answers is used for it.
    private static void MakeEndpoints(IEndpointRouteBuilder app)
    {
        foreach (var source in app.DataSources) _ = source.Endpoints;
    }

    // Ends as asked, or by itself once another process runs the fleet.
    private static async Task<int> RunWhileHeldAsync(WebApplication app, FleetWatch watch, FleetLock fleet, CancellationToken token)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(token);
        var watching = watch.WatchAsync(fleet, ending.Token);
        var running = HostingAbstractionsHostExtensions.RunAsync(app, ending.Token);
        var taken = await Task.WhenAny(running, watching) == watching && !token.IsCancellationRequested;
        await ending.CancelAsync();
        await running;
        await watching.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return taken ? 1 : 0;
    }

    private static WebApplication Build(ServerEnvironment environment, ServeOptions options, FleetStorage storage, MasterKeySource source, ServedMarkets markets)
    {
        var builder = LoopbackHost.CreateBuilder();
        ConfigureLogging(builder.Logging);
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        // Sessions are ours: nothing of the framework's needs keys that outlive the process, or a file outside the home.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddInvestBotSilo(storage, markets.Recordings, markets.Options with { Backups = environment.Backups, PaperVenue = environment.PaperVenue });
        builder.Services.AddInvestBotApi(new ApiOptions { PageFolder = environment.WebFolder });
        builder.Services.AddSingleton(markets);
        builder.Services.AddSingleton<IMarketDirectory, MarketDirectory>();
        builder.Services.AddSingleton(ModelLibrary.At(null));
        builder.Services.AddSingleton<IInstanceMaker, InstanceMaker>();
        builder.Services.AddHostedService<ModelRollout>();
        builder.Services.AddSingleton<IJournalSignal, JournalSignal>();
        builder.Services.AddSingleton<IReadiness, Readiness>();
        EngineParts.AddFigures(builder.Services);
        builder.Services.AddSingleton<IHealthSource, MarketHealth>();
        builder.Services.AddSingleton<IHealthSource, InstanceHealth>();
        builder.Services.AddSingleton<IHealthSource, BackupHealth>();
        builder.Services.AddSingleton<IHealthSource, VenueHealth>();
        builder.Services.AddSingleton<FleetVerification>().AddSingleton<IHealthSource, VerificationHealth>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
        Mistakes.Plant(builder.Services, InstallationHome.OfThisClone());
        var app = builder.Build();
        if (environment.LocalKey is { } key) app.Services.LocalAnswers(environment.Backups, source).Map(app, key);
        app.MapInvestBotApi();
        return app;
    }

    private static LocalAnswers LocalAnswers(this IServiceProvider services, BackupPlan backups, MasterKeySource source) => new(
        async token => [.. (await services.GetRequiredService<FleetVerification>().FiguresAsync(null, token)).Select(figure => new Figure(figure.Name, figure.Value, figure.Unit))],
        token => services.GetRequiredService<HealthChecks>().RunAsync(token),
        async token =>
        {
            var (differences, figures) = await services.GetRequiredService<FleetVerification>().VerifyAsync(null, token);
            return new Report(differences.IsEmpty, [.. figures.Select(figure => new Figure(figure.Name, figure.Value, figure.Unit))], differences);
        },
        async (order, token) =>
        {
            try
            {
                return RestoreReport.Of(await services.GetRequiredService<InstanceRestores>().RestoreAsync(order, backups.Folder, token));
            }
            catch (BackupException fault)
            {
                return new Report(false, [], [fault.Message]);
            }
        },
        (order, token) => RotationWork.RunAsync(services.GetRequiredService<FleetStorage>(), source, order, token),
        (order, token) => ModelWork.RunAsync(order, services.GetRequiredService<ModelLibrary>(), services.GetRequiredService<ModelOffers>(), services.GetRequiredService<FleetStorage>(), token));

    internal static void ConfigureLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("InvestBot.Api.Auth.BearerHandler", LogLevel.Warning);
    }
}
