using InvestBot.Storage.Commits;
using Npgsql;

namespace InvestBot.Storage.Journal;

public sealed class LostAcknowledgementTests(FleetFixture fleet) : IClassFixture<FleetFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_WhoseAnswerIsLost_IsUnknownThoughItIsThere()
    {
        string instance = await fleet.CreateInstanceAsync();
        await using LossyProxy proxy = new(new NpgsqlConnectionStringBuilder(fleet.ServerConnectionString).Port);
        await using FleetStorage storage = await FleetFixture.OpenAsync(Behind(proxy), fleet.Master);
        await storage.Commits.CommitAsync(instance, Samples.State("a", 0, "one"));
        await using NpgsqlConnection owner = await fleet.OwnerAsync("bot_" + instance);
        // Holds the id of the row, so that the answer can be made to get lost before it is given.
        NpgsqlTransaction blocking = await owner.BeginTransactionAsync(Token);
        await ExecuteAsync(owner, "insert into orders (id, status, at, data) values ('o', 'x', now(), '')");

        Task<long> commit = storage.Commits.CommitAsync(instance, Samples.State("a", 1, "two") with { Rows = [Samples.Order("o", "new", 0)] });
        await UntilAsync(instance, "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        proxy.Swallow();
        await blocking.RollbackAsync(Token);
        await UntilAsync(instance, "select count(*) from orders");
        proxy.Cut();

        await Should.ThrowAsync<CommitUnknownException>(() => commit);
        GrainRecord record = (await storage.Commits.ReadAsync(instance, Samples.Grain("a"), Token)).ShouldNotBeNull();
        (record.Version, Samples.Text(record.Data)).ShouldBe((2, "two"));
    }

    [Fact]
    public async Task Commits_FromTwoProcesses_KeepOneChainAndOneWinner()
    {
        string instance = await fleet.CreateInstanceAsync();
        await using FleetStorage other = await FleetFixture.OpenAsync(fleet.Options, fleet.Master);
        ICommitStore[] stores = [fleet.Storage.Commits, other.Commits];

        Task<long>[] commits = [.. Enumerable.Range(0, 40).Select(i => stores[i % 2].CommitAsync(
            instance,
            Samples.State($"g{i / 2}", 0, "s") with { Events = [Samples.Event("r", "e")] }))];
        int won = 0;
        foreach (Task<long> commit in commits)
            won += await commit.ContinueWith(task => task.IsCompletedSuccessfully ? 1 : 0, TaskScheduler.Default);

        won.ShouldBe(20);
        (await fleet.Storage.Journal.VerifyAsync(instance, Token)).ShouldBe(new ChainReport(20, null, null));
    }

    private FleetStorageOptions Behind(LossyProxy proxy) => new()
    {
        ServerConnectionString = new NpgsqlConnectionStringBuilder(fleet.ServerConnectionString) { Host = "127.0.0.1", Port = proxy.Port }.ConnectionString,
        ControlDatabase = fleet.Options.ControlDatabase,
        MarketDatabase = fleet.Options.MarketDatabase,
    };

    private async Task UntilAsync(string instance, string countSql)
    {
        await using NpgsqlConnection owner = await fleet.OwnerAsync("bot_" + instance);
        await using NpgsqlCommand command = new(countSql, owner);
        while ((long)(await command.ExecuteScalarAsync(Token))! == 0)
            await Task.Yield();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
