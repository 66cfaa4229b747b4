using InvestBot.Cli.Output;
using InvestBot.Storage;
using InvestBot.Storage.Keys;
using Npgsql;

namespace InvestBot.Cli.Bench.Storage;

/// <summary>
/// How long one grain waits for its commit, beside a bare INSERT of the same bytes on the same server, a flush of the disk under it, and
/// the encryption in it. Each in turn, so that what else the machine does meets all alike.
/// </summary>
internal static class CommitLatency
{
    private const int Warm = 5;
    private const int Turn = 20;
    private const int Seals = 500;

    internal static async Task<IReadOnlyList<Figure>> RunAsync(FleetStorage storage, string connectionString, string folder, TimeSpan length, TimeProvider time, CancellationToken token)
    {
        await storage.Instances.CreateAsync("latency", token);
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync(token);
        await using var bare = await PrepareAsync(connection, token);
        using var disk = File.OpenHandle(Path.Combine(folder, "flush"), FileMode.Create, FileAccess.Write);
        using var keys = DataKeyRing.OfOneKey();
        long version = 0, offset = 0;
        var block = new byte[8192];
        List<double> commits = [], inserts = [], flushes = [], seals = [];
        for (var warm = Warm; warm > 0; warm--) await TurnAsync();
        foreach (var list in (List<double>[])[commits, inserts, flushes, seals]) list.Clear();
        var start = time.GetTimestamp();
        do await TurnAsync();
        while (time.GetElapsedTime(start) < length);
        var (commit, sealing) = (Latencies.Median(commits), Latencies.Median(seals) / Seals);
        return
        [
            .. Latencies.Of("one commit", commits), .. Latencies.Of("a bare INSERT of one row", inserts), .. Latencies.Of("a flush of the disk", flushes),
            new("one commit, in bare INSERTs", Math.Round(commit / Latencies.Median(inserts), 2), "×"),
            new("encryption in one commit", Math.Round(sealing * 1000, 2), "µs"), new("encryption, of one commit", Math.Round(100 * sealing / commit, 2), "%"),
        ];

        async Task TurnAsync()
        {
            token.ThrowIfCancellationRequested();
            for (var i = 0; i < Turn; i++) await TimedAsync(commits, async () => version = await storage.Commits.CommitAsync("latency", Work.Commit(0, version)));
            for (var i = 0; i < Turn; i++) await TimedAsync(inserts, () => bare.ExecuteNonQueryAsync(token));
            for (var i = 0; i < Turn; i++)
            {
                await TimedAsync(flushes, () =>
                {
                    RandomAccess.Write(disk, block, offset);
                    RandomAccess.FlushToDisk(disk);
                    offset += block.Length;
                    return Task.CompletedTask;
                });
            }
            await TimedAsync(seals, () =>
            {
                for (var i = 0; i < Seals; i++) Work.Seal(keys, block[..40]);
                return Task.CompletedTask;
            });
        }

        async Task TimedAsync(List<double> into, Func<Task> once)
        {
            var one = time.GetTimestamp();
            await once();
            into.Add(time.GetElapsedTime(one).TotalMilliseconds);
        }
    }

    private static async Task<NpgsqlCommand> PrepareAsync(NpgsqlConnection connection, CancellationToken token)
    {
        var command = new NpgsqlCommand("create table bare (id bigint generated always as identity primary key, data bytea not null)", connection);
        await command.ExecuteNonQueryAsync(token);
        command.CommandText = "insert into bare (data) values ($1)";
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = new byte[1500] });
        await command.PrepareAsync(token);
        return command;
    }
}
