using System.Collections.Immutable;
using InvestBot.Grains.Keeping;
using InvestBot.Storage;
using InvestBot.Storage.Backups;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Commits;

namespace InvestBot.Silo.Restores;

/// <summary>A fleet that was restored.</summary>
/// <param name="Header">The backup of the control database.</param>
/// <param name="Bots">Each bot that it knows, and its restore; null when there was no backup that could be used.</param>
/// <param name="Refusals">Why, for those.</param>
public sealed record FleetRestoreResult(BackupHeader Header, ImmutableSortedDictionary<string, RestoreResult?> Bots, ImmutableArray<string> Refusals);

/// <summary>Restores a whole fleet on a machine that has none: the control database, then every bot that it knows from its newest backup.</summary>
public sealed class FleetRestores(FleetStorage storage, TimeProvider time)
{
    /// <summary>Restores. What can't be restored of the bots is said, and the others are restored.</summary>
    /// <param name="file">The backup of the fleet.</param>
    /// <param name="bots">Where the bots' backups lie.</param>
    /// <param name="cancellationToken">Gives up; bots that are restored stay.</param>
    /// <exception cref="BackupException">The backup can't be used, or there are bots here.</exception>
    public async Task<FleetRestoreResult> RestoreAsync(string file, BackupFolder bots, CancellationToken cancellationToken)
    {
        var header = await storage.Backups.RestoreFleetAsync(file, new FleetChanges(RestoreEpoch.After(time.GetUtcNow(), 0)), cancellationToken);
        var restored = ImmutableSortedDictionary.CreateBuilder<string, RestoreResult?>(StringComparer.Ordinal);
        var refusals = ImmutableArray.CreateBuilder<string>();
        foreach (var record in (await storage.Instances.ListAsync(cancellationToken)).Where(record => record.State is "ready" or "archived"))
        {
            restored[record.Name] = null;
            if (bots.List(record.Name) is not [var newest, ..])
            {
                refusals.Add($"There is no backup of '{record.Name}' in {bots.Root}. When one is found: investbot backup restore {record.Name} --without-backup --file FILE");
                continue;
            }
            try
            {
                restored[record.Name] = await new InstanceRestores(storage, new NobodyLives(), time).RestoreAsync(new RestoreOrder(newest.Path, WithoutBackup: true), bots, cancellationToken);
            }
            catch (BackupException refusal)
            {
                refusals.Add(refusal.Message);
            }
        }
        return new FleetRestoreResult(header, restored.ToImmutable(), refusals.ToImmutable());
    }

    // The bots' backups may be newer and have applied messages that the fleet does not know to have sent.
    private sealed class FleetChanges(int epoch) : IRestoreChanges
    {
        public RestoredGrain Grain(GrainAddress grain, ReadOnlyMemory<byte> data) =>
            new(grain, grain.Type is Addresses.Fleet or Addresses.Account ? RestoredStates.Renumbered(data, epoch, address => address) : data, []);

        public OutboxMessage Message(OutboxMessage message) => message;

        public ReadOnlyMemory<byte> Book(ReadOnlyMemory<byte> book) => book;
    }
}
