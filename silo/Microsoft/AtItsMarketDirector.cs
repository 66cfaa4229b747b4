using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace InvestBot.Silo.Microsoft;

/// <summary>Places a grain on the silo that drives its market, and while a market is between two drivers waits for the next.</summary>
internal sealed class AtItsMarketDirector(Drivers drivers, TimeProvider time) : IPlacementDirector
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Less than a caller waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        // Whoever makes an instance drives its market.
        if (await drivers.RecordingOfAsync(target.GrainIdentity) is not { } recording) return context.LocalSilo;
        for (var start = time.GetTimestamp(); ;)
        {
            if (await drivers.FindAsync(recording, CancellationToken.None) is { } driver && context.GetCompatibleSilos(target).Contains(driver)) return driver;
            if (time.GetElapsedTime(start) > Patience) throw new SiloUnavailableException($"No silo drives the recorded market '{recording}' now, and {target.GrainIdentity} lives with it.");
            await Task.Delay(Pause, time);
        }
    }
}
