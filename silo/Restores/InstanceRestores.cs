using InvestBot.Domain.Identity;
using InvestBot.Grains.Bots;
using InvestBot.Grains.Keeping;
using InvestBot.Storage;
using InvestBot.Storage.Backups;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Commits;
using Npgsql;

namespace InvestBot.Silo.Restores;

/// <summary>
/// Restores one instance, in place or under another name, while the others trade: it leaves its market, what is there is backed up, the
/// backup is loaded and checked beside it, both are swapped in one transaction, and the restored one comes to the market with a new epoch.
/// Until the swap nothing is changed; whatever goes wrong before, the instance goes on as it was.
/// </summary>
public sealed class InstanceRestores(FleetStorage storage, ILiveInstances live, TimeProvider time)
{
    /// <summary>Restores.</summary>
    /// <param name="order">What from, and to which name.</param>
    /// <param name="folder">Where the backup of what is replaced goes.</param>
    /// <param name="cancellationToken">Gives up, up to the swap.</param>
    /// <exception cref="BackupException">The backup can't be used, the name is taken, or what is there can't be backed up.</exception>
    public async Task<RestoreResult> RestoreAsync(RestoreOrder order, BackupFolder folder, CancellationToken cancellationToken)
    {
        var header = InstanceBackups.Describe(order.File);
        var from = new InstanceId(header.Instance);
        var name = order.Name ?? from;
        if (!Storage.Instances.InstanceName.IsValid(name.ToString())) throw new BackupException($"'{name}' cannot name an instance; choose another name.");
        if ((await storage.Instances.ListAsync(cancellationToken)).All(record => record.Name != name.ToString()))
            return await SwapInAsync(order.File, header, from, name, null, cancellationToken);
        if (name != from) throw new BackupException($"There is an instance '{name}' already, and the backup is of '{from}': choose another name.");
        await live.LeaveAsync(name, cancellationToken);
        try
        {
            var replaced = order.WithoutBackup ? null : await KeepAsync(name, folder, cancellationToken);
            return await SwapInAsync(order.File, header, from, name, replaced, cancellationToken);
        }
        catch
        {
            await live.ReturnAsync(name, CancellationToken.None);
            throw;
        }
    }

    private async Task<string> KeepAsync(InstanceId name, BackupFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            return (await storage.Backups.CreateAsync(name.ToString(), BackupKind.Replaced, folder, cancellationToken)).Path;
        }
        catch (Exception exception) when (exception is NpgsqlException or BackupException)
        {
            throw new BackupException($"What '{name}' has now could not be backed up ({exception.Message}), so it was not replaced. To let go of it: --without-backup", exception);
        }
    }

    private async Task<RestoreResult> SwapInAsync(string file, BackupHeader header, InstanceId from, InstanceId name, string? replaced, CancellationToken cancellationToken)
    {
        var (epoch, before) = await KnownAsync(name, cancellationToken);
        var changes = new RestoreChanges(new RestoreNames(from, name), epoch, header.At, time.GetUtcNow());
        await using (var prepared = await storage.Backups.PrepareAsync(file, name.ToString(), changes, cancellationToken))
        {
            _ = changes.Bot;
            await prepared.SwapAsync(() => live.ForgetAsync(before.Union(changes.Grains), AccountId.Paper(name)), CancellationToken.None);
        }
        var waits = await live.ReturnAsync(changes.Bot.Configuration, CancellationToken.None);
        return new RestoreResult(name, header, changes.Bot.Epoch, changes.Bot.Status, replaced, waits);
    }

    // What can't be read is not known: the clock alone then makes the epoch a new one.
    private async Task<(int Epoch, IReadOnlyCollection<GrainAddress> Grains)> KnownAsync(InstanceId name, CancellationToken cancellationToken)
    {
        var (epoch, grains) = (0, new List<GrainAddress>());
#pragma warning disable CA1031 // A damaged database is a reason for a restore, not against one.
        try
        {
            await foreach (var (grain, record) in storage.Commits.ReadAllAsync(name.ToString(), cancellationToken))
            {
                grains.Add(grain);
                if (grain.Type == Addresses.Bot && record.Data is { } data) epoch = KeptStates.Schemas.Read<Stored<BotKept>>(data)!.Value.Epoch;
            }
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return (epoch, grains);
        }
#pragma warning restore CA1031
        return (epoch, grains);
    }
}
