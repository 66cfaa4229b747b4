using InvestBot.GrainInterfaces;
using InvestBot.Silo.Instances;
using InvestBot.Storage;
using Orleans.Runtime;

namespace InvestBot.Silo.Microsoft;

/// <summary>Finds the silo that a grain's market is driven by.</summary>
internal sealed class Drivers(FleetStorage storage, InstanceRecordings recordings)
{
    /// <summary>The recording that a grain belongs to; null for an instance that is just being made.</summary>
    internal async Task<string?> RecordingOfAsync(GrainId grain)
    {
        var key = grain.Key.ToString()!;
        return grain.Type.ToString() is InvestBotPlacement.Market or RecordingGrain.Type
            ? Uri.UnescapeDataString(key.Split('/', 2)[0])
            : await recordings.OfAsync(GrainKeys.InstanceOf(key));
    }

    /// <summary>The silo that took the recording last; it may be dead.</summary>
    internal async Task<SiloAddress?> FindAsync(string recording, CancellationToken cancellationToken) =>
        await storage.Drivers.FindAsync(recording, cancellationToken) is { } text ? SiloAddress.FromParsableString(text) : null;
}
