using System.Collections.Concurrent;
using InvestBot.Storage.Instances;
using Microsoft.Extensions.Logging;

namespace InvestBot.Storage.Migrations;

/// <summary>How far the migration of the instances' databases has come.</summary>
/// <param name="Done">Those that were looked at, failed ones included.</param>
/// <param name="Of">How many there are to migrate.</param>
/// <param name="Failed">Instances that could not be migrated, with why and what to do.</param>
public sealed record MigrationProgress(int Done, int Of, IReadOnlyDictionary<string, string> Failed);

/// <summary>
/// Migrates the databases of many instances, some at a time. One that fails keeps nobody waiting: it stays closed, so that it does not trade, and
/// is tried again whenever it is to be opened. Each statement is bounded by the connection's timeout.
/// </summary>
internal sealed class FleetMigration(Func<InstanceRecord, CancellationToken, Task> migrate, Action<MigrationProgress> tell, ILogger logger)
{
    // Migrations wait for the disk more than for a processor.
    private const int AtOnce = 4;

    private readonly ConcurrentDictionary<string, string> _failed = new(StringComparer.Ordinal);

    internal async Task RunAsync(IReadOnlyCollection<InstanceRecord> records, CancellationToken cancellationToken)
    {
        if (records.Count == 0)
            return;
        int done = 0;
        Lock telling = new();
        Tell();
        ParallelOptions options = new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(records, options, async (record, token) =>
        {
            await TryAsync(record, token);
            lock (telling)
            {
                done++;
                Tell();
            }
        });

        void Tell() => tell(new MigrationProgress(done, records.Count, new Dictionary<string, string>(_failed, StringComparer.Ordinal)));
    }

    /// <summary>Tries an instance again that failed before; the others are ready.</summary>
    /// <exception cref="InvalidOperationException">It failed again; the message says why and what to do.</exception>
    internal async Task RetryAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
        if (_failed.ContainsKey(record.Name) && !await TryAsync(record, cancellationToken))
            throw new InvalidOperationException(_failed.GetValueOrDefault(record.Name));
    }

    private async Task<bool> TryAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
#pragma warning disable CA1031 // Whatever is wrong with one database must not keep the others from trading.
        try
        {
            await migrate(record, cancellationToken);
            _failed.TryRemove(record.Name, out _);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.MigrationFailed(logger, record.Name, exception);
            string remedy = exception is MigrationRefusedException ? "" : " It is tried again every few seconds; if that does not help, restore it: investbot backup restore " + record.Name;
            _failed[record.Name] = $"The database of '{record.Name}' could not be migrated, and it does not trade: {exception.Message}{remedy}";
            return false;
        }
#pragma warning restore CA1031
    }
}
