using Microsoft.Extensions.Logging;
using Npgsql;

namespace InvestBot.Storage.Instances;

/// <summary>
/// Takes the fleet's lock again when its connection was lost, as after a crash of the database server. Until it is held again,
/// the versions of the states keep a second process from writing over this one's.
/// </summary>
public sealed class FleetWatch(FleetStorage storage, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // The server may take a moment to notice that the former connection of this process is gone.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Watches over a lock, which stays the caller's to dispose of.</summary>
    /// <returns>Completes when another process runs the fleet: this one must end.</returns>
    /// <exception cref="OperationCanceledException">The watch was ended.</exception>
    public async Task WatchAsync(FleetLock taken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        FleetLock held = taken;
        try
        {
            while (true)
            {
                await held.Lost.WaitAsync(cancellationToken);
                Log.FleetLockLost(logger);
                if (await RetakeAsync(cancellationToken) is not { } next)
                    return;
                if (!ReferenceEquals(held, taken))
                    await held.DisposeAsync();
                held = next;
                Log.FleetLockRetaken(logger);
            }
        }
        finally
        {
            if (!ReferenceEquals(held, taken))
                await held.DisposeAsync();
        }
    }

    private async Task<FleetLock?> RetakeAsync(CancellationToken cancellationToken)
    {
        long? refusedSince = null;
        while (true)
        {
            try
            {
                return await storage.TakeFleetAsync(cancellationToken);
            }
            catch (FleetTakenException taken)
            {
                refusedSince ??= time.GetTimestamp();
                if (time.GetElapsedTime(refusedSince.Value) > Patience)
                {
                    Log.FleetTaken(logger, taken.Message);
                    return null;
                }
            }
            catch (NpgsqlException)
            {
                // The server is away, and nobody else can have the lock either.
                refusedSince = null;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
