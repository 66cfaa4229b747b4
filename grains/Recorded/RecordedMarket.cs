using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Feeds.Recordings;
using InvestBot.Feeds.Replay;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Markets;
using Microsoft.Extensions.Logging;

namespace InvestBot.Grains.Recorded;

/// <summary>
/// A recorded market and the instances that trade it. Round by round: the venue hears the bars, its fills are delivered, the
/// market grains hand the bars to the tokens, the bots rank, and what they decided reaches the venue; then the next round.
/// The position is kept after each round, so that after a crash the market goes on where it stood and repeats nothing.
/// </summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing to dispose of.
public sealed class RecordedMarket
#pragma warning restore CA1001
{
    private static readonly TimeSpan ReconcileEvery = TimeSpan.FromMinutes(1);

    private readonly Recording _recording;
    private readonly ReplayOptions _options;
    private readonly MarketServices _services;
    private readonly ILogger _logger;
    private readonly RecordedMembers _members;
    private readonly SemaphoreSlim _gate = new(1);
    private RecordingPlayer? _player;
    private long _reconciled;
    private int _run;
    private long _rounds;

    /// <summary>A market that does not run yet.</summary>
    public RecordedMarket(Recording recording, ReplayOptions options, MarketServices services)
    {
        (_recording, _options, _services) = (recording, options, services);
        _logger = services.Loggers.CreateLogger<RecordedMarket>();
        _members = new RecordedMembers(recording, services, _logger);
    }

    /// <summary>The recording.</summary>
    public Recording Recording => _recording;

    /// <summary>Market time; <c>null</c> before the first round.</summary>
    public DateTimeOffset? MarketTime => _player?.Clock.Now;

    /// <summary>Which run this is, from 0.</summary>
    public int Run => _run;

    /// <summary>How many rounds were played since the process began.</summary>
    public long Rounds => Interlocked.Read(ref _rounds);

    /// <summary>True while rounds are played.</summary>
    public bool IsPlaying { get; private set; }

    /// <summary>Market time for wall time.</summary>
    public ReplaySpeed Speed => _player?.Speed ?? _options.Speed;

    /// <summary>Finds where the market stood; before anything else.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var kept = await _services.Records.FindPositionAsync(_recording.Description.Id, cancellationToken);
        var position = kept is { } at ? new ReplayPosition(at.Run, at.Delivered) : ReplayPosition.Start;
        _run = position.Epoch;
        _player = new RecordingPlayer(_recording, _options, position, _services.Time);
        _reconciled = _services.Time.GetTimestamp();
    }

    /// <summary>Lets an instance trade here; between two rounds.</summary>
    public Task AttachAsync(InstanceId instance, CancellationToken cancellationToken) => BetweenRoundsAsync(
        () => _members.AttachAsync(instance, Player.Clock.Now ?? _options.From ?? _recording.First, _run, cancellationToken), cancellationToken);

    /// <summary>Takes an instance out; between two rounds.</summary>
    public Task DetachAsync(InstanceId instance, CancellationToken cancellationToken) => BetweenRoundsAsync(() => _members.DetachAsync(instance), cancellationToken);

    /// <summary>Does something between two rounds, when nothing is under way.</summary>
    public async Task BetweenRoundsAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await work();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Plays until it is canceled, or over.</summary>
    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        IsPlaying = true;
        try
        {
            await PlayRoundsAsync(cancellationToken);
        }
        finally
        {
            IsPlaying = false;
        }
    }

    private async Task PlayRoundsAsync(CancellationToken cancellationToken)
    {
        Log.MarketRuns(_logger, _recording.Description.Id, MarketTime, Speed.ToString());
        await foreach (var round in Player.PlayAsync(cancellationToken))
        {
            await BetweenRoundsAsync(
                async () =>
                {
                    if (round.Epoch > _run) await TurnAsync(round, cancellationToken);
                    await PlayRoundAsync(round, cancellationToken);
                    if (_services.Time.GetElapsedTime(_reconciled) >= ReconcileEvery) await ReconcileAsync(cancellationToken);
                },
                cancellationToken);
        }
        await EndRunAsync(cancellationToken);
    }

    private RecordingPlayer Player => _player ?? throw new InvalidOperationException("The market is not open.");

    private async Task PlayRoundAsync(ReplayRound round, CancellationToken cancellationToken)
    {
        var id = _recording.Description.Id;
        await _members.EachAsync(member => member.MatchAsync(round, cancellationToken));
        await Task.WhenAll(round.Bars.Select(bar => Grain(bar.Instrument.Id).Publish(bar.Bar)));
        await _members.EachAsync(member => member.CloseAsync(round));
        await _services.Records.KeepAsync(id, _recording.Description.Timeframe, round.Bars.Select(bar => (bar.Instrument.Id, bar.Bar)).ToArray(), cancellationToken);
        await _services.Records.SavePositionAsync(id, round.Epoch, round.CloseTime, cancellationToken);
        Interlocked.Increment(ref _rounds);
    }

    // The recording is over and begins again: what is open is closed at the last prices, and ids come from a new epoch.
    private async Task TurnAsync(ReplayRound first, CancellationToken cancellationToken)
    {
        await EndRunAsync(cancellationToken);
        _run = first.Epoch;
        foreach (var series in _recording.Series) await Grain(series.Instrument.Id).Restart();
        await _members.BeginRunAsync(_run, first.OpenTime);
        // From here on the former run is over, whatever happens: ended again, it would close what the new one has opened.
        await _services.Records.SavePositionAsync(_recording.Description.Id, _run, first.OpenTime, cancellationToken);
    }

    private Task EndRunAsync(CancellationToken cancellationToken)
    {
        (Instrument, Bar)[] lasts = [.. _recording.Series.Select(series => (series.Instrument, series[series.Count - 1]))];
        return _members.EachAsync(member => member.EndAsync(_run, lasts, _recording.End, cancellationToken));
    }

    private async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        await _members.EachAsync(async member =>
        {
            await member.ObeyAsync();
            await member.ReconcileAsync(cancellationToken);
        });
        _reconciled = _services.Time.GetTimestamp();
    }

    private IMarketGrain Grain(InstrumentId instrument) =>
        _services.Grains.GetGrain<IMarketGrain>(GrainKeys.Market(_recording.Description.Id, instrument, _recording.Description.Timeframe));
}
