using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Exchanges.Paper;
using InvestBot.Exchanges.Venues;
using InvestBot.Feeds.Recordings;
using InvestBot.Feeds.Replay;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Exchanges;
using InvestBot.GrainInterfaces.Fleet;
using InvestBot.GrainInterfaces.Portfolios;
using InvestBot.GrainInterfaces.Risk;
using InvestBot.Grains.Keeping;
using InvestBot.Grains.Markets;
using InvestBot.Grains.Outbox;
using InvestBot.Grains.Recorded;
using InvestBot.Grains.Venues;
using InvestBot.Orleans.Embedded.Hosting;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Grains;
using InvestBot.Storage.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace InvestBot.Grains.Tests.Worlds;

/// <summary>One process: the production grains on the production engine over what is durable, with a recorded market at full speed.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly EmbeddedSilo _silo;
    private readonly Fuse _fuse;

    private readonly FusedRecords _records;

    private World(EmbeddedSilo silo, RecordedMarket market, FusedRecords records, Fuse fuse) => (_silo, Market, _records, _fuse) = (silo, market, records, fuse);

    internal RecordedMarket Market { get; }

    internal IGrainFactory Grains => _silo.GrainFactory;

    internal IServiceProvider Services => _silo.Services;

    internal SteppingTime Time => (SteppingTime)Services.GetRequiredService<TimeProvider>();

    internal static async Task<World> StartAsync(Durable durable, Recording recording, DateTimeOffset from, Fuse? fused = null, Faults? arranged = null, bool loop = false)
    {
        var (fuse, faults) = (fused ?? Fuse.Never, arranged ?? new Faults());
        var library = new RecordingLibrary([recording]);
        var records = new FusedRecords(durable, fuse);
        var silo = await EmbeddedSilo.StartAsync(services =>
        {
            services.AddSingleton<TimeProvider>(new SteppingTime());
            services.AddSingleton<ICommitStore>(new FusedCommits(durable.Storage, fuse, faults)).AddSingleton<IOutboxStore>(new FusedOutbox(durable.Storage, fuse, faults));
            services.AddSingleton(library).AddSingleton<IBarHistory>(new FaultyHistory(library, faults)).AddSingleton<IInstruments>(library);
            services.AddSingleton<IMarketRecords>(records);
            services.AddSingleton<IPaperVenue>(new PaperExchange(new FusedPaperBooks(durable, fuse))).AddSingleton<IExchange>(provider => new WatchedVenue(provider.GetRequiredService<IPaperVenue>(), faults));
            services.AddSingleton<VenueLink>().AddSingleton<OutboxDispatcher>().AddSingleton<MarketServices>();
            services.AddKeyedSingleton<IGrainStorage>("Default", (provider, _) => new GrainStorage(provider.GetRequiredService<ICommitStore>(), HomeOf, KeptStates.Schemas));
        });
        faults.Listener = silo.Services.GetRequiredService<OutboxDispatcher>();
        durable.Storage.Announcer.Subscribe(faults);
        var market = new RecordedMarket(recording, new ReplayOptions(ReplaySpeed.Max, Loop: loop, From: from), silo.Services.GetRequiredService<MarketServices>());
        await market.OpenAsync(CancellationToken.None);
        return new World(silo, market, records, fuse);
    }

    /// <summary>Makes an instance if it is not there, starts it, and brings it to the market.</summary>
    internal async Task JoinAsync(BotConfiguration configuration)
    {
        await Grains.GetGrain<IFleetGrain>(GrainKeys.Fleet).Register(configuration.Id, configuration.Preset);
        await Bot(configuration.Id).Create(configuration, "test");
        await Market.AttachAsync(configuration.Id, CancellationToken.None);
        if ((await Bot(configuration.Id).View()).Status == BotStatus.Created) await Bot(configuration.Id).Tell(BotCommand.Start, "test");
    }

    internal IBotGrain Bot(InstanceId instance) => Grains.GetGrain<IBotGrain>(GrainKeys.Of(instance));

    internal IExchangeGrain Exchange(BotConfiguration configuration) => Grains.GetGrain<IExchangeGrain>(GrainKeys.Exchange(configuration.Id, configuration.Account));

    internal IRiskGrain Risk(InstanceId instance) => Grains.GetGrain<IRiskGrain>(GrainKeys.Of(instance));

    internal IPortfolioGrain Portfolio(InstanceId instance) => Grains.GetGrain<IPortfolioGrain>(GrainKeys.Of(instance));

    internal IFleetGrain Fleet => Grains.GetGrain<IFleetGrain>(GrainKeys.Fleet);

    /// <summary>Tries to deliver all that was committed.</summary>
    internal async Task SettleAsync(InstanceId instance)
    {
        var outbox = Services.GetRequiredService<OutboxDispatcher>();
        await outbox.RecoverAsync(instance.ToString());
        (await outbox.IdleAsync(instance.ToString())).ShouldBeTrue("everything is delivered");
    }

    /// <summary>Plays until market time has come to a point, or the process has died.</summary>
    internal Task PlayToAsync(DateTimeOffset to) => PlayUntilAsync(now => Task.FromResult(now >= to));

    /// <summary>Plays some rounds.</summary>
    internal Task PlayRoundsAsync(int rounds) => PlayUntilAsync(_ => Task.FromResult(--rounds <= 0));

    /// <summary>Plays until something is so after a round, or the process has died; the end of the recording before that is an error.</summary>
    internal async Task PlayUntilAsync(Func<DateTimeOffset, Task<bool>> isSo)
    {
        using var stop = new CancellationTokenSource();
        _records.AfterRound = async now =>
        {
            if (!stop.IsCancellationRequested && await isSo(now)) await stop.CancelAsync();
        };
        try
        {
            await Market.PlayAsync(stop.Token);
            throw new InvalidOperationException("The recording ended before it was so.");
        }
        catch (Exception end) when ((end is OperationCanceledException && stop.IsCancellationRequested) || _fuse.IsBlown)
        {
            // Stopped as asked, or died as arranged.
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _silo.DisposeAsync();
        }
        catch (Exception) when (_fuse.IsBlown)
        {
            // A dead process tidies nothing up.
        }
    }

    private static string HomeOf(GrainId grain) => grain.Type.ToString() is Addresses.Fleet or Addresses.Account ? "fleet" : GrainKeys.InstanceOf(grain.Key.ToString()!).ToString();
}

/// <summary>A machine whose clock moves on by itself at each look, so that rate limits refill and no run depends on real speed.</summary>
internal sealed class SteppingTime : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).Ticks;

    internal void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref _ticks, TimeSpan.TicksPerMillisecond * 20), TimeSpan.Zero);
}
