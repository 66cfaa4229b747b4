using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Exchanges.Paper;
using InvestBot.Exchanges.Venues;
using InvestBot.Feeds.Replay;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Fleet;
using InvestBot.Grains.Keeping;
using InvestBot.Grains.Markets;
using InvestBot.Grains.Outbox;
using InvestBot.Grains.Recorded;
using InvestBot.Grains.Venues;
using InvestBot.Orleans.Embedded.Hosting;
using InvestBot.Orleans.Embedded.Scheduling;
using InvestBot.Silo.Storing;
using InvestBot.Simulation.Worlds;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Grains;
using InvestBot.Storage.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Storage;

namespace InvestBot.Simulation.Processes;

/// <summary>
/// One life of the server process: the production grains on the production engine, with the outbox, the market and the paper
/// venue of production. It does what the server does when it starts, and dies by being forgotten.
/// </summary>
internal sealed class SimulatedProcess
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly World _world;
    private readonly EmbeddedSilo _silo;
    private readonly RecordedMarket _market;

    private SimulatedProcess(World world, EmbeddedSilo silo, RecordedMarket market, ICommitStore forTheDead) =>
        (_world, _silo, _market, ForTheDead) = (world, silo, market, forTheDead);

    /// <summary>Where commits of the processes before it arrive late.</summary>
    internal ICommitStore ForTheDead { get; }

    internal IGrainFactory Grains => _silo.GrainFactory;

    internal IPaperVenue Paper => _silo.Services.GetRequiredService<IPaperVenue>();

    internal OutboxDispatcher Outbox => _silo.Services.GetRequiredService<OutboxDispatcher>();

    internal RecordedMarket Market => _market;

    internal static SimulatedProcess Start(World world, SeededTurnScheduler scheduler, Seams seams, ReplaySpeed speed)
    {
        var library = new RecordingLibrary([world.Recording]);
        var feed = new SimulatedFeed(world, library);
        var commits = new SimulatedCommits(world);
        IOutboxStore outbox = new SimulatedOutbox(world);
        var silo = EmbeddedSilo.StartAsync(
            services =>
            {
                services.AddSingleton<TimeProvider>(world.Time).AddSingleton(scheduler.Tasks);
                services.AddSingleton(provider => seams.Commits(commits, outbox, provider.GetRequiredService<IExchange>)).AddSingleton(seams.Outbox(outbox));
                services.AddSingleton(library).AddSingleton<IBarHistory>(feed).AddSingleton<IInstruments>(library).AddSingleton<IMarketRecords>(feed);
                services.AddSingleton<IPaperVenue>(new PaperExchange(world.Venue));
                services.AddSingleton(provider => seams.Venue(new SimulatedVenue(provider.GetRequiredService<IPaperVenue>(), world)));
                services.AddSingleton<VenueLink>().AddSingleton<OutboxDispatcher>().AddSingleton<MarketServices>();
                services.AddKeyedSingleton<IGrainStorage>("Default", (provider, _) => new GrainStorage(provider.GetRequiredService<ICommitStore>(), GrainHomes.Of, KeptStates.Schemas));
            },
            options =>
            {
                options.Scheduler = scheduler;
                options.TimeProvider = world.Time;
                options.AddAssemblyOf<RecordedMarket>();
            }).GetAwaiter().GetResult();
        commits.Listener = silo.Services.GetRequiredService<OutboxDispatcher>();
        world.Storage.Announcer.Subscribe(commits);
        var options = new ReplayOptions(speed, Loop: false, From: world.From);
        return new SimulatedProcess(world, silo, new RecordedMarket(world.Recording, options, silo.Services.GetRequiredService<MarketServices>()),
            seams.Commits(commits.ForTheDead, outbox, silo.Services.GetRequiredService<IExchange>));
    }

    /// <summary>From the start of the process to the end of the recording. What fails is tried again, as the server does.</summary>
    internal async Task LiveAsync()
    {
        await AgainAsync(() => _market.OpenAsync(CancellationToken.None));
        await AgainAsync(() => Outbox.RecoverAsync("fleet"));
        var left = new List<BotConfiguration>();
        foreach (var bot in _world.Bots)
            if (!await TryAsync(() => BringAsync(bot))) left.Add(bot);
        var later = LaterAsync(left);
        await AgainAsync(() => _market.PlayAsync(CancellationToken.None));
        await later;
    }

    /// <summary>Delivers everything, with nothing going wrong any more.</summary>
    internal async Task SettleAsync()
    {
        foreach (var bot in _world.Bots)
        {
            await _market.AttachAsync(bot.Id, CancellationToken.None);
            await Outbox.IdleAsync(bot.Id.ToString());
        }
    }

    internal IBotGrain Bot(InstanceId instance) => Grains.GetGrain<IBotGrain>(GrainKeys.Of(instance));

    private async Task LaterAsync(List<BotConfiguration> left)
    {
        foreach (var bot in left)
        {
            await Task.Delay(RetryAfter, _world.Time);
            await AgainAsync(() => BringAsync(bot));
        }
    }

    private async Task BringAsync(BotConfiguration bot)
    {
        await Grains.GetGrain<IFleetGrain>(GrainKeys.Fleet).Register(bot.Id, bot.Preset);
        await Bot(bot.Id).Create(bot, "simulation");
        await _market.AttachAsync(bot.Id, CancellationToken.None);
        if ((await Bot(bot.Id).View()).Status == BotStatus.Created) await Bot(bot.Id).Tell(BotCommand.Start, "simulation");
    }

    private async Task AgainAsync(Func<Task> work)
    {
        while (!await TryAsync(work)) await Task.Delay(RetryAfter, _world.Time);
    }

    private async Task<bool> TryAsync(Func<Task> work)
    {
#pragma warning disable CA1031 // It is noted and tried again.
        try
        {
            await work();
            return true;
        }
        catch (Exception fault)
        {
            _world.Trace.Note($"failed: {fault.GetType().Name} {fault.Message}");
            return false;
        }
#pragma warning restore CA1031
    }
}
