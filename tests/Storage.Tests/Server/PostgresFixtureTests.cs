using InvestBot.TestKit.Postgres;
using Npgsql;

namespace InvestBot.Storage.Server;

public sealed class PostgresFixtureTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task CreateDatabase_Twice_GivesTwoEmptyDatabases()
    {
        await using var one = await postgres.CreateDatabaseAsync();
        await using var two = await postgres.CreateDatabaseAsync();

        await using var connection = new NpgsqlConnection(one.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        connection.Database.ShouldBe(one.Name);
        one.Name.ShouldNotBe(two.Name);
    }
}
