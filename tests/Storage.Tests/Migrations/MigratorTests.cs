using InvestBot.TestKit.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace InvestBot.Storage.Migrations;

public sealed class MigratorTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly Migrator _migrator = new(TimeProvider.System, NullLogger.Instance);
    private TestDatabase _database = null!;
    private NpgsqlDataSource _source = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        _source = NpgsqlDataSource.Create(_database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("instance")]
    [InlineData("market")]
    public async Task Migrate_Twice_DoesNothingTheSecondTime(string set)
    {
        (await _migrator.MigrateAsync(_source, Migration.Of(set), Token)).ShouldBe(Migration.Of(set).Count);
        (await _migrator.MigrateAsync(_source, Migration.Of(set), Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Migrate_FromManyProcessesAtOnce_AppliesEachStepOnce()
    {
        int[] applied = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _migrator.MigrateAsync(_source, Migration.Of("instance"), Token)));

        applied.Sum().ShouldBe(Migration.Of("instance").Count);
    }

    [Fact]
    public async Task Migrate_ASchemaThatIsTooNew_RefusesWithTheRemedy()
    {
        Migration one = Step(1, 1);
        await _migrator.MigrateAsync(_source, [one, Step(2, 2)], Token);

        MigrationRefusedException refusal = await Should.ThrowAsync<MigrationRefusedException>(() => _migrator.MigrateAsync(_source, [one], Token));

        refusal.Message.ShouldBe($"The database '{_database.Name}' has schema 2 of 'trial', and this version knows up to 1. Start the newer version again, or restore a backup made by this one.");
    }

    [Fact]
    public async Task Migrate_ANewerSchemaWhoseFloorWeReach_GoesOn()
    {
        Migration one = Step(1, 1);
        await _migrator.MigrateAsync(_source, [one, Step(2, floor: 1)], Token);

        (await _migrator.MigrateAsync(_source, [one], Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Migrate_AStepThatWasChanged_Refuses()
    {
        await _migrator.MigrateAsync(_source, [Step(1, 1)], Token);

        await Should.ThrowAsync<MigrationRefusedException>(() => _migrator.MigrateAsync(_source, [Step(1, 1, "create table other (id integer);")], Token));
    }

    [Fact]
    public async Task Migrate_AStepThatFails_LeavesNothingOfIt()
    {
        await Should.ThrowAsync<PostgresException>(() => _migrator.MigrateAsync(_source, [Step(1, 1, "create table half (id integer); select 1/0;")], Token));

        (await _migrator.MigrateAsync(_source, [Step(1, 1, "create table half (id integer);")], Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Migrate_BarsOfTheFirstSchema_AllLieInTheirMonths()
    {
        IReadOnlyList<Migration> market = Migration.Of("market");
        await _migrator.MigrateAsync(_source, [.. market.Take(1)], Token);
        await using NpgsqlCommand fill = _source.CreateCommand("""
            insert into series (source, instrument, minutes) values ('a', 'b', 5);
            insert into bars select 1, '2024-01-31 23:55Z'::timestamptz + i * interval '5 minutes', 1.2300, 2, 0.5, 1, i from generate_series(0, 1) i
            """);
        await fill.ExecuteNonQueryAsync(Token);

        await _migrator.MigrateAsync(_source, market, Token);

        await using NpgsqlCommand read = _source.CreateCommand("select string_agg(tableoid::regclass || ' ' || open || ' ' || volume, ', ' order by open_time) from bars");
        (await read.ExecuteScalarAsync(Token)).ShouldBe("bars_2024_01 1.2300 0, bars_2024_02 1.2300 1");
    }

    [Theory]
    [InlineData("control")]
    [InlineData("instance")]
    [InlineData("market")]
    public void Steps_OfASet_AreNumberedWithoutGaps(string set) =>
        Migration.Of(set).Select(step => step.Number).ShouldBe(Enumerable.Range(1, Migration.Of(set).Count));

    private static Migration Step(int number, int floor, string? sql = null) =>
        Migration.Parse("trial", $"{number:0000}_step", $"-- floor: {floor}\n{sql ?? $"create table t{number} (id integer);"}");
}
