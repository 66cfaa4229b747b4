using InvestBot.Storage.Commits;
using InvestBot.Storage.Keys;
using InvestBot.TestKit.Postgres;
using Npgsql;

namespace InvestBot.Storage.Instances;

/// <summary>A server of somebody else's gives a login that may create databases and roles, and is no superuser.</summary>
public sealed class OrdinaryLoginTests : IAsyncLifetime
{
    // A server of its own: what is granted here on the database postgres, others' fleets take away from everybody.
    private ThrowAwayServer postgres = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => postgres = await ThrowAwayServer.StartAsync();

    public ValueTask DisposeAsync() => postgres.DisposeAsync();

    [Fact]
    public async Task Fleet_OfALoginWithoutSuperuser_WorksAndLeavesNothing()
    {
        string login = PostgresFixture.UniqueName("login");
        await ExecuteAsync($"create role {login} login createdb createrole password 'ordinary'");
        await ExecuteAsync($"grant connect on database postgres to {login}");
        FleetStorageOptions options = new()
        {
            ServerConnectionString = new NpgsqlConnectionStringBuilder(postgres.OwnerConnectionString) { Username = login, Password = "ordinary" }.ConnectionString,
            ControlDatabase = PostgresFixture.UniqueName("control"),
            MarketDatabase = PostgresFixture.UniqueName("market"),
        };
        string instance = PostgresFixture.UniqueName("t").Replace('_', '-');
        using MasterKey master = MasterKey.Create();
        await using (FleetStorage storage = await FleetFixture.OpenAsync(options, master))
        {
            await storage.Instances.CreateAsync(instance, Token);
            (await storage.Commits.CommitAsync(instance, Samples.State("a", 0, "one"))).ShouldBe(1);
            await using NpgsqlConnection session = await SessionAsync(options, instance);
            await storage.Instances.DropAsync(instance, Token);
        }

        await ExecuteAsync($"drop database {options.ControlDatabase} with (force)");
        await ExecuteAsync($"drop database {options.MarketDatabase} with (force)");
        await ExecuteAsync($"revoke connect on database postgres from {login}");
        await ExecuteAsync($"drop role {login}");
    }

    // Somebody else's session under the instance's role, which must not keep the instance alive.
    private async Task<NpgsqlConnection> SessionAsync(FleetStorageOptions options, string instance)
    {
        await ExecuteAsync($"alter role \"bot_{instance}\" password 'known'");
        NpgsqlConnection session = new(new NpgsqlConnectionStringBuilder(options.ServerConnectionString) { Database = "bot_" + instance, Username = "bot_" + instance, Password = "known", Pooling = false }.ConnectionString);
        await session.OpenAsync(Token);
        return session;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlConnection owner = new(postgres.OwnerConnectionString);
        await owner.OpenAsync(Token);
        await using NpgsqlCommand command = new(sql, owner);
        await command.ExecuteNonQueryAsync(Token);
    }
}
