using System.Collections.Immutable;
using System.Security.Cryptography;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Feeds.Replay;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Fleet;
using InvestBot.Grains.Outbox;
using InvestBot.Grains.Recorded;
using InvestBot.Storage;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Server;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans;

namespace InvestBot.Silo.Instances;

/// <summary>
/// Brings every instance to its market when the process starts, and makes new ones. Recovery is the normal start: what was
/// undelivered is delivered, books are compared with the venue's, and trading goes on where it stood.
/// </summary>
public sealed class InstanceKeeper(
    FleetStorage storage, OutboxDispatcher outbox, MarketServices services, SiloOptions options, IMarketRights rights, InstanceRecordings recordings, IGrainFactory grains, TimeProvider time,
    ILogger<InstanceKeeper> logger) : BackgroundService, IInstances
{
    private static readonly TimeSpan FirstRetryAfter = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly ImmutableSortedDictionary<string, RecordedMarket> _markets = services.Library.All.ToImmutableSortedDictionary(
        recording => recording.Description.Id,
        recording => new RecordedMarket(recording, options.Markets.GetValueOrDefault(recording.Description.Id) ?? new ReplayOptions(ReplaySpeed.RealTime), services),
        StringComparer.Ordinal);

    private ImmutableDictionary<string, string> _faults = ImmutableDictionary<string, string>.Empty;
    private ImmutableHashSet<string> _awake = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The recorded markets, by recording.</summary>
    public IEnumerable<RecordedMarket> Markets => _markets.Values;

    /// <summary>Completes once every instance that was there at the start is ready or known to be faulty.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Whether the instances of a recording were made ready by this process, or are known to be faulty.</summary>
    public bool IsAwake(string recording) => _awake.Contains(recording);

    /// <summary>Instances that could not be made ready, with what went wrong; they are tried again.</summary>
    public ImmutableDictionary<string, string> Faults => _faults;

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(InstanceId instance, CancellationToken cancellationToken) =>
        (await storage.Instances.ListAsync(cancellationToken)).Any(record => record.Name == instance.ToString());

    /// <summary>The market that an instance trades, or <c>null</c>.</summary>
    public RecordedMarket? MarketOf(string recording) => _markets.GetValueOrDefault(recording);

    /// <inheritdoc/>
    public async Task<Outcome> CreateAsync(BotConfiguration configuration, string by, CancellationToken cancellationToken)
    {
        if (!_markets.TryGetValue(configuration.Recording, out var market))
            return new Outcome("no-such-recording", $"There is no recording '{configuration.Recording}'; there are {string.Join(", ", _markets.Keys)}.");
        await storage.Instances.CreateAsync(configuration.Id.ToString(), cancellationToken);
        await grains.GetGrain<IFleetGrain>(GrainKeys.Fleet).Register(configuration.Id, configuration.Preset);
        var outcome = await grains.GetGrain<IBotGrain>(GrainKeys.Of(configuration.Id)).Create(configuration, by);
        if (outcome.Ok) await market.AttachAsync(configuration.Id, cancellationToken);
        return outcome;
    }

    /// <summary>Brings a restored instance to its market.</summary>
    /// <returns>Why it can't be there, in a sentence; null when it is.</returns>
    internal async Task<string?> AdmitAsync(BotConfiguration configuration, CancellationToken cancellationToken)
    {
        await grains.GetGrain<IFleetGrain>(GrainKeys.Fleet).Register(configuration.Id, configuration.Preset);
        return await ReadmitAsync(configuration.Id, cancellationToken) ? null
            : _faults.TryGetValue(configuration.Id.ToString(), out var fault) ? fault : $"'{configuration.Id}' is archived.";
    }

    /// <summary>Brings an instance back to its market.</summary>
    /// <returns>False when it can't be there, or is archived.</returns>
    internal async Task<bool> ReadmitAsync(InstanceId instance, CancellationToken cancellationToken)
    {
        var attached = false;
        await TryAsync(instance, async () =>
        {
            foreach (var market in _markets.Values)
            {
                if (!await TradesAsync(instance, market)) continue;
                await market.AttachAsync(instance, cancellationToken);
                attached = true;
            }
        }, cancellationToken);
        return attached;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        storage.Announcer.Subscribe(outbox);
        var driven = _markets.Values.Select(market => DriveAsync(market, stoppingToken)).ToList();
        while (driven.Count > 0)
        {
            var ended = await Task.WhenAny(driven);
            driven.Remove(ended);
            await ended;
        }
    }

    private async Task DriveAsync(RecordedMarket market, CancellationToken cancellationToken)
    {
        var recording = market.Recording.Description.Id;
        await rights.TakeAsync(recording, cancellationToken);
        await market.OpenAsync(cancellationToken);
        await outbox.RecoverAsync(InstanceName.Fleet).WaitAsync(cancellationToken);
        var known = await KnownAsync(cancellationToken);
        var left = await AttachAsync(market, known, cancellationToken);
        if (ImmutableInterlocked.Update(ref _awake, awake => awake.Add(recording)) && _awake.Count == _markets.Count) _ready.TrySetResult();
        // A market waits for its first instances.
        var first = await FirstFleet.MissingAsync(options.FirstFleet, known, recordings);
        var wanted = await MakeAsync(first.Where(configuration => configuration.Recording == recording), cancellationToken);
        var game = PlayAsync(market, cancellationToken);
        for (var pause = FirstRetryAfter; left.Count > 0 || !wanted.IsEmpty; pause = pause * 2 < RetryAfter ? pause * 2 : RetryAfter)
        {
            await Task.Delay(pause, time, cancellationToken);
            left = await AttachAsync(market, left, cancellationToken);
            wanted = await MakeAsync(wanted, cancellationToken);
        }
        await game;
    }

    private async Task<List<InstanceId>> KnownAsync(CancellationToken cancellationToken) =>
        [.. (await storage.Instances.ListAsync(cancellationToken)).Where(record => record.State == "ready").Select(record => new InstanceId(record.Name))];

    /// <summary>Makes and starts instances.</summary>
    /// <returns>Those that failed.</returns>
    private async Task<ImmutableArray<BotConfiguration>> MakeAsync(IEnumerable<BotConfiguration> configurations, CancellationToken cancellationToken)
    {
        var left = ImmutableArray.CreateBuilder<BotConfiguration>();
        foreach (var configuration in configurations)
        {
            var made = await TryAsync(configuration.Id, async () =>
            {
                await CreateAsync(configuration, "first start", cancellationToken);
                var bot = grains.GetGrain<IBotGrain>(GrainKeys.Of(configuration.Id));
                if ((await bot.View()).Status == BotStatus.Created) await bot.Tell(BotCommand.Start, "first start");
            }, cancellationToken);
            if (!made) left.Add(configuration);
        }
        return left.ToImmutable();
    }

    // One instance's fault must not keep the others from trading.
    private async Task<bool> TryAsync(InstanceId instance, Func<Task> work, CancellationToken cancellationToken)
    {
#pragma warning disable CA1031 // It is logged, shown at the health page, and tried again.
        try
        {
            await work();
            ImmutableInterlocked.Update(ref _faults, faults => faults.Remove(instance.ToString()));
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotReady(logger, instance.ToString(), exception);
            ImmutableInterlocked.Update(ref _faults, faults => faults.SetItem(instance.ToString(), Words(exception)));
            return false;
        }
#pragma warning restore CA1031
    }

    // Messages of drivers and ciphers say nothing that helps, and may name logins.
    private static string Words(Exception exception) =>
        exception is NpgsqlException or CryptographicException && DatabaseTrouble.Find(exception) is { } trouble ? $"{trouble.What} {trouble.Remedy}" : exception.Message;

    /// <summary>Brings those that trade a market to it.</summary>
    /// <returns>Those that failed, or that can't be read.</returns>
    private async Task<List<InstanceId>> AttachAsync(RecordedMarket market, IEnumerable<InstanceId> instances, CancellationToken cancellationToken)
    {
        var left = new List<InstanceId>();
        foreach (var instance in instances)
        {
            var attached = await TryAsync(instance, async () =>
            {
                if (await TradesAsync(instance, market)) await market.AttachAsync(instance, cancellationToken);
            }, cancellationToken);
            if (!attached) left.Add(instance);
        }
        return left;
    }

    private async Task<bool> TradesAsync(InstanceId instance, RecordedMarket market)
    {
        if (await recordings.ReadAsync(instance) is not { } bot)
        {
            // One of the first fleet is just being made.
            if (options.FirstFleet.Any(first => first.Id == instance)) return false;
            throw new InvalidOperationException("It was never made wholly: it has no configuration.");
        }
        if (bot.Status == BotStatus.Archived) return false;
        return _markets.ContainsKey(bot.Configuration.Recording)
            ? bot.Configuration.Recording == market.Recording.Description.Id
            : throw new InvalidOperationException($"Its recording '{bot.Configuration.Recording}' is not at hand; there are {string.Join(", ", _markets.Keys)}. Give its folder with --data.");
    }

    private async Task PlayAsync(RecordedMarket market, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
#pragma warning disable CA1031 // A market that fails (the database is away, say) goes on by itself when the cause is gone.
            try
            {
                await market.PlayAsync(cancellationToken);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Log.MarketFailed(logger, market.Recording.Description.Id, exception);
                await Task.Delay(RetryAfter, time, cancellationToken);
            }
#pragma warning restore CA1031
        }
    }
}
