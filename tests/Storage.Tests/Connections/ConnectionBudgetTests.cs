using InvestBot.Storage.Commits;
using Npgsql;

namespace InvestBot.Storage.Connections;

public sealed class ConnectionBudgetTests(FleetFixture fleet) : IClassFixture<FleetFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rent_ForMoreInstancesThanPlaces_StaysWithinTheBudget()
    {
        string[] instances = [await fleet.CreateInstanceAsync(), await fleet.CreateInstanceAsync(), await fleet.CreateInstanceAsync()];
        await using ConnectionBudget budget = new(2, TimeSpan.FromMinutes(1), TimeProvider.System);
        int most = 0;

        await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
        {
            string instance = instances[i % instances.Length];
            await using NpgsqlDataSource source = ConnectionText.Single(fleet.ServerConnectionString, "bot_" + instance, "test");
            await using Lease lease = await budget.RentAsync(instance, source, Token);
            await using NpgsqlCommand command = new("select current_database()", lease.Connection);
            (await command.ExecuteScalarAsync(Token)).ShouldBe("bot_" + instance);
            InterlockedMaximum(ref most, budget.Open);
        }));

        most.ShouldBeLessThanOrEqualTo(2);
        budget.Open.ShouldBeInRange(1, 2);
    }

    [Fact]
    public async Task Commits_OfMoreInstancesThanPlaces_AllSucceed()
    {
        FleetStorageOptions options = fleet.Options;
        string[] instances = [.. await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => fleet.CreateInstanceAsync()))];

        long[] versions = await Task.WhenAll(instances.SelectMany(instance =>
            Enumerable.Range(0, 10).Select(i => fleet.Storage.Commits.CommitAsync(instance, Samples.State($"g{i}", 0, "s")))));

        versions.ShouldAllBe(version => version == 1);
        options.InstanceConnections.ShouldBe(8);
    }

    private static void InterlockedMaximum(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) is var before && before != seen)
            seen = before;
    }
}
