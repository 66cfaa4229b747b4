using System.Collections.Immutable;
using InvestBot.Api.Fleet;
using InvestBot.Api.Health;
using InvestBot.Cli.Serve;
using InvestBot.Domain.Markets;
using InvestBot.Silo.Microsoft;
using InvestBot.Storage.Market;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace InvestBot.Cli.Microsoft;

/// <summary>Where the recorded markets of the cluster stand, as their drivers said a second ago.</summary>
internal sealed class ClusterMarkets(ServedMarkets served, IGrainFactory grains, TimeProvider time) : BackgroundService, IMarketDirectory, IReadiness, IHealthSource
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private ImmutableDictionary<string, RecordingStanding> _standing = ImmutableDictionary<string, RecordingStanding>.Empty;

    public string Name => "recorded markets";

    public string? Missing => served.Recordings.All(recording => _standing.TryGetValue(recording.Description.Id, out var standing) && standing.Awake)
        ? null
        : "the instances are being made ready";

    public IReadOnlyList<RecordingView> Recordings() =>
    [
        .. served.Recordings.Select(recording =>
        {
            var id = recording.Description.Id;
            var standing = _standing.GetValueOrDefault(id);
            return new RecordingView(
                id, recording.Description.Name, served.Licences[id], standing?.MarketTime, standing?.Speed ?? "1", standing?.Run ?? 0, recording.First, recording.End, standing?.Playing ?? false);
        }),
    ];

    public Instrument? Instrument(string recording, InstrumentId id) =>
        served.Recordings.FirstOrDefault(item => item.Description.Id == recording)?.Find(id)?.Instrument;

    public BarSeries Series(string recording, InstrumentId instrument, Timeframe timeframe) => new(recording, instrument, timeframe);

    public Task<HealthFinding> CheckAsync(CancellationToken cancellationToken)
    {
        var still = served.Recordings.Select(recording => recording.Description.Id).Where(id => _standing.GetValueOrDefault(id) is not { Playing: true }).ToList();
        var faults = _standing.Values.SelectMany(standing => standing.Faults).DistinctBy(fault => fault.Key).ToList();
        if (faults.Count > 0)
            return Task.FromResult(new HealthFinding(HealthStatus.Failing, string.Join(' ', faults.Select(fault => $"{fault.Key}: {fault.Value}")), "They are tried again every ten seconds."));
        return Task.FromResult(still.Count == 0
            ? new HealthFinding(HealthStatus.Healthy, string.Join("; ", _standing.Select(market => $"{market.Key} at {market.Value.MarketTime:u} on {market.Value.Silo}")))
            : new HealthFinding(HealthStatus.Degraded, $"Not running: {string.Join(", ", still)}.", "Another silo takes them within seconds, if one lives; the silos' logs say more."));
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(served.Recordings.Select(recording => FollowAsync(recording.Description.Id, stoppingToken)));

    private async Task FollowAsync(string recording, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
#pragma warning disable CA1031 // Whatever kept the driver from answering: until one does, the market is not running.
            try
            {
                var standing = await grains.Recording(recording).View().WaitAsync(cancellationToken);
                ImmutableInterlocked.AddOrUpdate(ref _standing, recording, standing, (_, _) => standing);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                ImmutableInterlocked.TryRemove(ref _standing, recording, out _);
            }
#pragma warning restore CA1031
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
