using Dapper;
using InvestBot.Storage.Backups;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Migrations;
using InvestBot.TestKit.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace InvestBot.Storage.Rows;

public sealed class EquityMonthsTests(FleetFixture fleet)
{
    private static readonly DateTimeOffset January = new(2024, 1, 31, 23, 59, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Points_LieInTheirMonths_AndOldOnesGo()
    {
        string name = await fleet.CreateInstanceAsync();
        await WriteAsync(name, 0, January, January.AddMinutes(1), January.AddMonths(1), January.AddMonths(5));

        (await PartsAsync(name)).ShouldBe([("2024_01", 1), ("2024_02", 2), ("2024_06", 1), ("rest", 0)]);
        (await TimesAsync(name)).ShouldBe([January, January.AddMinutes(1), January.AddMonths(1), January.AddMonths(5)]);

        (await fleet.Storage.Instances.DropEquityMonthsAsync(name, 4, Token)).ShouldBe(["equity_snapshots_2024_01"]);
        (await fleet.Storage.Instances.DropEquityMonthsAsync(name, 4, Token)).ShouldBeEmpty();

        (await TimesAsync(name)).ShouldBe([January.AddMinutes(1), January.AddMonths(1), January.AddMonths(5)]);
    }

    [Fact]
    public async Task Point_WrittenAgain_IsOneRow()
    {
        string name = await fleet.CreateInstanceAsync();
        await WriteAsync(name, 0, January);
        await fleet.Storage.Commits.CommitAsync(name, new GrainCommit(Samples.Grain("equity"), 1, Samples.Bytes("x"), [], [], [Point(0, January, "again")]));

        StoredRow row = (await PageAsync(name)).ShouldHaveSingleItem();

        Samples.Text(row.Data).ShouldBe("again");
    }

    [Fact]
    public async Task Month_WhileTheWholeIsBeingRead_LiesApartUntilLater()
    {
        string name = await fleet.CreateInstanceAsync();
        await using NpgsqlConnection reader = await fleet.OwnerAsync("bot_" + name);
        await using (NpgsqlTransaction reading = await reader.BeginTransactionAsync(Token))
        {
            await reader.ExecuteAsync("select count(*) from equity_snapshots");
            await WriteAsync(name, 0, January);
        }

        (await PartsAsync(name)).ShouldBe([("rest", 1)]);
        (await TimesAsync(name)).ShouldBe([January]);
        await fleet.Storage.Instances.DropEquityMonthsAsync(name, 4, Token);
        (await PartsAsync(name)).ShouldBe([("2024_01", 1), ("rest", 0)]);
    }

    [Fact]
    public async Task Points_OfAnEarlierSchema_AreSortedIn()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(fleet.ServerConnectionString);
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(database.ConnectionString);
        Migrator migrator = new(TimeProvider.System, NullLogger.Instance);
        IReadOnlyList<Migration> steps = Migration.Of("instance");
        await migrator.MigrateAsync(source, [.. steps.Where(step => step.Number < 3)], Token);
        await using NpgsqlConnection owner = await source.OpenConnectionAsync(Token);
        await owner.ExecuteAsync("insert into equity_snapshots values ('1', '', '2024-01-31 23:59Z', ''), ('2', '', '2024-02-01 00:00Z', '')");

        await migrator.MigrateAsync(source, steps, Token);

        (await PartsAsync(owner)).ShouldBe([("2024_01", 1), ("2024_02", 1), ("rest", 0)]);
    }

    [Fact]
    public async Task Restore_OfABackup_SortsThemIn()
    {
        string name = await fleet.FilledAsync();
        await WriteAsync(name, 0, January, January.AddMonths(3));
        BackupFolder folder = BackupSamples.NewFolder();
        string made = (await fleet.BackUpAsync(name, folder)).Path;

        await fleet.RestoreAsync(made, name, new SampleChanges());

        (await PartsAsync(name)).ShouldBe([("2024_01", 1), ("2024_04", 1), ("rest", 0)]);
        (await TimesAsync(name)).ShouldBe([January, January.AddMonths(3)]);
        await WriteAsync(name, 2, January.AddMonths(4));
        (await TimesAsync(name)).Count.ShouldBe(3);
        BackupSamples.Remove(folder);
    }

    private Task<long> WriteAsync(string name, long expected, params DateTimeOffset[] points) =>
        fleet.Storage.Commits.CommitAsync(name, new GrainCommit(Samples.Grain("equity"), expected, Samples.Bytes("x"), [], [], [.. points.Select((at, place) => Point((10 * expected) + place, at, "{}"))]));

    private static RowWrite Point(long number, DateTimeOffset at, string text) =>
        new(RowTable.EquitySnapshots, number.ToString("D12", System.Globalization.CultureInfo.InvariantCulture), "", at, Samples.Bytes(text));

    private Task<IReadOnlyList<StoredRow>> PageAsync(string name) =>
        fleet.Storage.Rows.PageAsync(name, new RowQuery(RowTable.EquitySnapshots) { NewestFirst = false, Limit = 10 }, Token);

    private async Task<IReadOnlyList<DateTimeOffset>> TimesAsync(string name) => [.. (await PageAsync(name)).Select(row => row.At)];

    private async Task<IReadOnlyList<(string, long)>> PartsAsync(string name)
    {
        await using NpgsqlConnection owner = await fleet.OwnerAsync("bot_" + name);
        return await PartsAsync(owner);
    }

    // What follows the table's name in that of each part, and how many rows are in it.
    private static async Task<IReadOnlyList<(string, long)>> PartsAsync(NpgsqlConnection owner)
    {
        List<(string, long)> parts = [];
        foreach (string part in await owner.QueryAsync<string>("select inhrelid::regclass::text from pg_inherits where inhparent = 'equity_snapshots'::regclass order by 1"))
            parts.Add((part["equity_snapshots_".Length..], await owner.ExecuteScalarAsync<long>($"select count(*) from {part}")));
        return parts;
    }
}
