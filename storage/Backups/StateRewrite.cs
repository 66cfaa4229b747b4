using Dapper;
using InvestBot.Storage.Backups.Databases;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Connections;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Outbox;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace InvestBot.Storage.Backups;

/// <summary>Writes the changes of a restore into the scratch database, as grains would: through the instance's writer, with the journal.</summary>
internal static class StateRewrite
{
    private sealed record Change(GrainAddress Before, long Version, RestoredGrain After)
    {
        internal bool IsRenamed => After.Grain != Before;
    }

    /// <param name="scratch">The loaded backup.</param>
    /// <param name="keys">The instance's keys; disposed of at the end.</param>
    /// <param name="changes">What is to change.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async Task RunAsync(ScratchDatabase scratch, DataKeyRing keys, IRestoreChanges changes, TimeProvider time, CancellationToken cancellationToken)
    {
        await using ConnectionBudget budget = new(1, TimeSpan.FromSeconds(30), time);
        await using InstanceDatabase database = new("restored", keys, scratch.NewSource(), budget, new OutboxAnnouncer(NullLogger.Instance), time, NullLogger.Instance);
        await using NpgsqlConnection connection = await scratch.Source.OpenConnectionAsync(cancellationToken);
        List<Change> all = [];
        await foreach ((GrainAddress grain, GrainRecord record) in PostgresCommits.ReadAllAsync(connection, keys, cancellationToken))
        {
            if (record.Data is { } data)
                all.Add(new Change(grain, record.Version, changes.Grain(grain, data)));
        }

        // Messages keep their order and their numbers: who applied one before knows it again.
        OutboxMessage[] pending = [.. (await PostgresOutbox.ReadPendingAsync(connection, keys, cancellationToken)).Select(changes.Message)];
        await connection.ExecuteAsync("delete from outbox");
        for (int i = 0; i < all.Count; i++)
        {
            Change change = all[i];
            await database.Writer.CommitAsync(new GrainCommit(
                change.After.Grain, change.IsRenamed ? 0 : change.Version, change.After.Data, change.After.Events, i == 0 ? pending : [], []));
        }

        byte[][] gone = [.. all.Where(change => change.IsRenamed).Select(change => keys.Blind(change.Before.Text))];
        await connection.ExecuteAsync("delete from grain_state where grain = any(@gone)", new { gone });
    }
}
