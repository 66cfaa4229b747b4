using InvestBot.Storage.Commits;
using InvestBot.Storage.Rows;
using Npgsql;

namespace InvestBot.Storage.Journal;

public sealed class CommitCrashTests(FleetFixture fleet) : IClassFixture<FleetFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_KilledWhileWriting_IsWrittenOnce()
    {
        string instance = await fleet.CreateInstanceAsync();
        await using NpgsqlConnection owner = await fleet.OwnerAsync("bot_" + instance);
        // Holds the id of the row, so that the writer stands still between its first and its last statement.
        await using NpgsqlTransaction blocking = await owner.BeginTransactionAsync(Token);
        await ExecuteAsync(owner, "insert into orders (id, status, at, data) values ('o', 'x', now(), '')");

        Task<long> commit = fleet.Storage.Commits.CommitAsync(instance, Whole("a", 0));
        await using NpgsqlConnection killer = await fleet.OwnerAsync("bot_" + instance);
        await KillAsync(killer, "wait_event_type = 'Lock'");

        await blocking.RollbackAsync(Token);
        (await commit).ShouldBe(1);
        (await fleet.Storage.Commits.ReadAsync(instance, Samples.Grain("a"), Token))!.Version.ShouldBe(1);
        (await fleet.Storage.Journal.VerifyAsync(instance, Token)).ShouldBe(new ChainReport(1, null, null));
        (await fleet.Storage.Outbox.CountAsync(instance, Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Commit_OnAConnectionThatDiedWhileIdle_IsWritten()
    {
        string instance = await fleet.CreateInstanceAsync();
        await fleet.Storage.Commits.CommitAsync(instance, Whole("a", 0));
        await using NpgsqlConnection killer = await fleet.OwnerAsync("bot_" + instance);
        await KillAsync(killer, "state = 'idle'");

        (await fleet.Storage.Commits.CommitAsync(instance, Whole("a", 1))).ShouldBe(2);
    }

    [Fact]
    public async Task Commits_KilledAtAnyMoment_AreWhollyThereOrNotAtAll()
    {
        string instance = await fleet.CreateInstanceAsync();
        await using NpgsqlConnection killer = await fleet.OwnerAsync("bot_" + instance);
        long[] versions = new long[16];
        for (int round = 0; round < 30; round++)
        {
            Task<long>[] commits = [.. versions.Select((version, i) => fleet.Storage.Commits.CommitAsync(instance, Whole($"g{i}", version)))];
            for (int i = 0; i < round; i++)
                await Task.Yield();
            await ExecuteAsync(killer, "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'bot_' || substr(current_database(), 5)");
            for (int i = 0; i < commits.Length; i++)
                versions[i] = await OutcomeAsync(instance, $"g{i}", versions[i], commits[i]);
        }

        ChainReport report = await fleet.Storage.Journal.VerifyAsync(instance, Token);
        report.Difference.ShouldBeNull();
        report.Records.ShouldBe(versions.Sum());
        (await fleet.Storage.Outbox.CountAsync(instance, Token)).ShouldBe(versions.Sum());
        (await fleet.Storage.Rows.CountAsync(instance, new RowQuery(RowTable.Orders), Token)).ShouldBe(versions.Sum());
    }

    [Fact]
    public async Task Commits_WithOneThatTheDatabaseRefuses_LeaveItsNeighboursAlone()
    {
        string instance = await fleet.CreateInstanceAsync();
        Task<long>[] commits = [.. Enumerable.Range(0, 20).Select(i => fleet.Storage.Commits.CommitAsync(
            instance,
            Samples.State($"g{i}", 0, "s") with { Events = [Samples.Event("r", "e")], Rows = [Samples.Order(i == 7 ? "nul\0" : $"o{i}", "new", 0)] }))];

        await Should.ThrowAsync<CommitRefusedException>(() => commits[7]);
        foreach (Task<long> commit in commits.Where((_, i) => i != 7))
            (await commit).ShouldBe(1);
        (await fleet.Storage.Journal.VerifyAsync(instance, Token)).ShouldBe(new ChainReport(19, null, null));
    }

    /// <summary>The version after the commit, whose answer must agree with what is stored.</summary>
    private async Task<long> OutcomeAsync(string instance, string key, long before, Task<long> commit)
    {
        long? promised;
        try
        {
            promised = await commit;
        }
        catch (CommitRefusedException)
        {
            promised = before;
        }
        catch (CommitUnknownException)
        {
            promised = null;
        }

        long stored = (await fleet.Storage.Commits.ReadAsync(instance, Samples.Grain(key), Token))?.Version ?? 0;
        stored.ShouldBeInRange(before, before + 1);
        if (promised is { } version)
            stored.ShouldBe(version);
        return stored;
    }

    private static GrainCommit Whole(string key, long version) => Samples.State(key, version, "s") with
    {
        Events = [Samples.Event(key, "e")],
        Outbox = [Samples.Message(version + 1, "m", "exchange/" + key)],
        Rows = [Samples.Order(key == "a" && version == 0 ? "o" : $"{key}-{version}", "new", 0)],
    };

    private static async Task KillAsync(NpgsqlConnection killer, string condition)
    {
        string sql = $"select count(*) filter (where pg_terminate_backend(pid, 5000)) from pg_stat_activity where usename = 'bot_' || substr(current_database(), 5) and {condition}";
        long killed = 0;
        while (killed == 0)
        {
            await using NpgsqlCommand command = new(sql, killer);
            killed = (long)(await command.ExecuteScalarAsync(Token))!;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
