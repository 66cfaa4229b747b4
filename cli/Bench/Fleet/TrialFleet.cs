using System.Collections.Immutable;
using InvestBot.Cli.Trials;
using InvestBot.Domain.Bots;
using InvestBot.Exchanges.Paper;
using InvestBot.Exchanges.Venues;
using InvestBot.Feeds.Recordings;
using InvestBot.Feeds.Replay;
using InvestBot.Silo;
using InvestBot.Silo.Instances;
using InvestBot.Storage;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Keys;
using InvestBot.Strategies.Presets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace InvestBot.Cli.Bench.Fleet;

/// <summary>A silo in this process, composed as the server composes it, over a trial's databases; a recording at full speed.</summary>
internal sealed class TrialFleet : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ILoggerFactory loggers = LoggerFactory.Create(ConfigureLogging);
    private readonly TimeProvider time;
    private IHost? host;
    private FleetStorage? storage;
    private FleetLock? lease;
    private MasterKey? master;

    private TrialFleet(TimeProvider time) => this.time = time;

    /// <summary>The venue with its clock.</summary>
    public TimedVenue Venue => host!.Services.GetRequiredService<TimedVenue>();

    /// <summary>Rounds played so far.</summary>
    public long Rounds => host!.Services.GetRequiredService<InstanceKeeper>().Markets.Sum(market => market.Rounds);

    /// <summary>Makes the instances and waits for the first round.</summary>
    public static async Task<TrialFleet> StartAsync(TrialServer trial, Recording recording, ImmutableArray<BotConfiguration> bots, TimeProvider time, CancellationToken token)
    {
        var fleet = new TrialFleet(time);
        try
        {
            await fleet.OpenAsync(trial, recording, bots, token);
            while (fleet.Rounds == 0) await Task.Delay(Pause, time, token);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.StopAsync(CancellationToken.None);
            if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        }

        if (lease is not null) await lease.DisposeAsync();
        if (storage is not null) await storage.DisposeAsync();
        master?.Dispose();
        loggers.Dispose();
    }

    private async Task OpenAsync(TrialServer trial, Recording recording, ImmutableArray<BotConfiguration> bots, CancellationToken token)
    {
        master = await new MasterKeySource { File = trial.Home.MasterKeyFile }.LoadAsync(token);
        storage = await FleetStorage.OpenAsync(new FleetStorageOptions { ServerConnectionString = trial.Connection }, master, time, loggers.CreateLogger("InvestBot.Storage"), token);
        lease = await storage.TakeFleetAsync(token);
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        ConfigureLogging(builder.Logging);
        var id = recording.Description.Id;
        var from = DemoFleet.StartOf(id) ?? recording.Series.Min(series => series.OpenTime(Math.Min(series.Count - 1, 300)));
        builder.Services.AddInvestBotSilo(storage, [recording], new SiloOptions
        {
            Markets = ImmutableDictionary<string, ReplayOptions>.Empty.Add(id, new ReplayOptions(ReplaySpeed.Max, From: from)),
            FirstFleet = bots,
        });
        builder.Services.AddSingleton(services => new TimedVenue(services.GetRequiredService<IPaperVenue>(), recording.Description.Timeframe, time));
        builder.Services.AddSingleton<IExchange>(services => services.GetRequiredService<TimedVenue>());
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(services => services.GetRequiredService<TimedVenue>());
        host = builder.Build();
        await host.StartAsync(token);
    }

    // Only what goes wrong, and not among the figures.
    private static void ConfigureLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(LogLevel.Error);
    }
}
