using InvestBot.Api;
using InvestBot.Api.Auth;
using InvestBot.Api.Fleet;
using InvestBot.Api.Health;
using InvestBot.Api.Hub;
using InvestBot.Cli.Local;
using InvestBot.Cli.Models;
using InvestBot.Cli.Output;
using InvestBot.Cli.Serve;
using InvestBot.Silo.Instances;
using InvestBot.Silo.Microsoft;
using InvestBot.Storage;
using InvestBot.Storage.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace InvestBot.Cli.Microsoft;

/// <summary>Composes and runs an API process: a client of the cluster that hosts no grain.</summary>
internal static class ApiHost
{
    public static async Task<int> RunAsync(ServeOptions options, CancellationToken token)
    {
        var environment = ServerEnvironment.Read();
        var markets = Task.Run(() => ServedMarkets.Open(environment.RecordingFolder, options), token);
        using var loggers = LoggerFactory.Create(SiloHost.ConfigureLogging);
        using var master = await new MasterKeySource { File = environment.MasterKeyFile }.LoadAsync(token);
        await using var storage = await FleetStorage.OpenAsync(
            new FleetStorageOptions { ServerConnectionString = environment.Connection }, master, TimeProvider.System, loggers.CreateLogger("InvestBot.Storage"), token);
        await using var app = Build(environment, options, storage, await markets);
        if (environment.FirstPasswordFile is { } file) await app.Services.EnsureAdminFromFileAsync("admin", file, token);
        await HostingAbstractionsHostExtensions.RunAsync(app, token);
        return 0;
    }

    private static WebApplication Build(ServerEnvironment environment, ServeOptions options, FleetStorage storage, ServedMarkets markets)
    {
        var builder = LoopbackHost.CreateBuilder();
        SiloHost.ConfigureLogging(builder.Logging);
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton(storage).AddSingleton(markets).AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(SiloHost.SettingsOf(environment));
        builder.Services.AddInvestBotClient();
        builder.Services.AddInvestBotApi(new ApiOptions { PageFolder = environment.WebFolder, Engine = "Microsoft" });
        builder.Services.AddSingleton<ClusterMarkets>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ClusterMarkets>());
        builder.Services.AddSingleton<IMarketDirectory>(services => services.GetRequiredService<ClusterMarkets>());
        builder.Services.AddSingleton<IReadiness>(services => services.GetRequiredService<ClusterMarkets>());
        builder.Services.AddSingleton<IHealthSource>(services => services.GetRequiredService<ClusterMarkets>());
        builder.Services.AddSingleton<ClusterJournalSignal>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ClusterJournalSignal>());
        builder.Services.AddSingleton<IJournalSignal>(services => services.GetRequiredService<ClusterJournalSignal>());
        builder.Services.AddSingleton(ModelLibrary.At(null));
        builder.Services.AddSingleton<IInstanceMaker, InstanceMaker>();
        builder.Services.AddSingleton<ModelOffers>();
        var app = builder.Build();
        if (environment.LocalKey is { } key) app.Services.LocalAnswers().Map(app, key);
        app.MapInvestBotApi();
        return app;
    }

    private static LocalAnswers LocalAnswers(this IServiceProvider services) => new(
        async token => Sum((await EachAsync(services, grain => grain.Figures(), token)).Select(figures => figures.AsEnumerable())),
        token => services.GetRequiredService<HealthChecks>().RunAsync(token),
        async token =>
        {
            var found = await EachAsync(services, grain => grain.Verify(), token);
            var differences = found.SelectMany(findings => findings.Differences).ToList();
            return new Report(differences.Count == 0, Sum(found.Select(findings => findings.Figures.AsEnumerable())), differences);
        },
        (_, _) => Task.FromResult(new Report(false, [], ["A bot of a cluster is restored while no silo runs: stop the silos, restore, and start them again."])),
        (_, _) => Task.FromResult(new Report(false, [], ["Keys of a cluster are changed while no silo runs: stop the silos, change them, and start them again."])),
        (order, token) => ModelWork.RunAsync(order, services.GetRequiredService<ModelLibrary>(), services.GetRequiredService<ModelOffers>(), services.GetRequiredService<FleetStorage>(), token));

    private static Task<T[]> EachAsync<T>(IServiceProvider services, Func<IRecordingGrain, Task<T>> ask, CancellationToken token)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        return Task.WhenAll(services.GetRequiredService<ServedMarkets>().Recordings.Select(recording => ask(grains.Recording(recording.Description.Id)))).WaitAsync(token);
    }

    private static IReadOnlyList<Figure> Sum(IEnumerable<IEnumerable<RecordingFigure>> parts) =>
    [
        .. parts.SelectMany(part => part).GroupBy(figure => (figure.Name, figure.Unit)).Select(group => new Figure(group.Key.Name, group.Sum(figure => figure.Value), group.Key.Unit)),
    ];
}
