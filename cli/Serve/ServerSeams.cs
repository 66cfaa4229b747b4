using InvestBot.Api.Health;
using InvestBot.Api.Hub;
using InvestBot.Grains.Recorded;
using InvestBot.Silo.Instances;
using InvestBot.Silo.Verification;
using InvestBot.Storage;

namespace InvestBot.Cli.Serve;

/// <summary>Says when journals grow.</summary>
internal sealed class JournalSignal(FleetStorage storage) : IJournalSignal
{
    public IDisposable Subscribe(Action<string, long> grown)
    {
        storage.Announcer.JournalGrew += grown;
        return new Subscription(() => storage.Announcer.JournalGrew -= grown);
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

/// <summary>Ready once the instances that were there at the start are.</summary>
internal sealed class Readiness(InstanceKeeper keeper) : IReadiness
{
    public string? Missing => keeper.Ready.IsCompletedSuccessfully ? null : "the instances are being made ready";
}

/// <summary>Whether the recorded markets run.</summary>
internal sealed class MarketHealth(InstanceKeeper keeper) : IHealthSource
{
    public string Name => "recorded markets";

    public Task<HealthFinding> CheckAsync(CancellationToken cancellationToken)
    {
        var still = keeper.Markets.Where(market => !market.IsPlaying).Select(market => market.Recording.Description.Id).ToList();
        return Task.FromResult(still.Count == 0
            ? new HealthFinding(HealthStatus.Healthy, string.Join("; ", keeper.Markets.Select(Words)))
            : new HealthFinding(HealthStatus.Degraded, $"Not running: {string.Join(", ", still)}.", "They start again by themselves when the cause is gone; the log says what it is."));
    }

    private static string Words(RecordedMarket market) => market.Recording.QuarantinedCount == 0
        ? $"{market.Recording.Description.Id} at {market.MarketTime:u}"
        : $"{market.Recording.Description.Id} at {market.MarketTime:u}, {market.Recording.QuarantinedCount} faulty rows left out (investbot data check names them)";
}

/// <summary>Whether every instance is at its market.</summary>
internal sealed class InstanceHealth(InstanceKeeper keeper) : IHealthSource
{
    public string Name => "instances";

    public Task<HealthFinding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(keeper.Faults.IsEmpty
        ? new HealthFinding(HealthStatus.Healthy, "Every instance is at its market.")
        : new HealthFinding(HealthStatus.Failing, string.Join(' ', keeper.Faults.Select(fault => $"{fault.Key}: {fault.Value}")), "They are tried again every ten seconds."));
}

/// <summary>What the last verification found, until one finds nothing.</summary>
internal sealed class VerificationHealth(FleetVerification verification) : IHealthSource
{
    public string Name => "verification";

    public Task<HealthFinding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(verification.Found is [var first, ..]
        ? new HealthFinding(HealthStatus.Failing, first, "Stop that bot and look at its journal; from a backup it comes back by: investbot backup restore NAME. The others trade on.")
        : new HealthFinding(HealthStatus.Healthy, "The last verification found nothing, or none was asked for: investbot verify."));
}
