using InvestBot.Storage.Backups.Databases;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Instances;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace InvestBot.Storage.Backups;

/// <summary>A restored database that waits beside its instance. Disposed of without a swap, it leaves nothing.</summary>
public sealed class PreparedRestore : IAsyncDisposable
{
    private readonly ScratchDatabase _scratch;
    private readonly LoadedBackup _loaded;
    private readonly IRestoreChanges _changes;
    private readonly InstanceSwap _swap;
    private readonly InstanceDatabases _instances;
    private readonly ScratchDatabases _scratches;
    private readonly ILogger _logger;

    internal PreparedRestore(
        string name, ScratchDatabase scratch, LoadedBackup loaded, IRestoreChanges changes, InstanceSwap swap, InstanceDatabases instances, ScratchDatabases scratches, ILogger logger)
    {
        Name = name;
        (_scratch, _loaded, _changes, _swap, _instances, _scratches, _logger) = (scratch, loaded, changes, swap, instances, scratches, logger);
    }

    /// <summary>The name that the instance will have.</summary>
    public string Name { get; }

    /// <summary>The backup that it comes from.</summary>
    public BackupHeader Header => _loaded.Header;

    /// <summary>
    /// Puts it in the instance's place, in one transaction, and drops what was there. While it lasts nobody can open the instance's
    /// database; nothing of it may trade.
    /// </summary>
    /// <param name="forget">Ends what still holds the former states in memory.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SwapAsync(Func<Task> forget, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(forget);
        string? aside = null;
        await _instances.ReplaceAsync(Name, async () =>
        {
            aside = await _swap.RunAsync(_scratch, Name, _loaded, _changes, cancellationToken);
            await forget();
        });
        Log.Restored(_logger, Name, Header.Instance, Header.At);
        await DropAsync(aside);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _scratch.DisposeAsync();

    private async Task DropAsync(string? aside)
    {
        if (aside is null)
            return;
        try
        {
            await _scratches.DropAsync(aside);
        }
        catch (NpgsqlException)
        {
            // It has a scratch name: the next sweep drops it.
        }
    }
}
