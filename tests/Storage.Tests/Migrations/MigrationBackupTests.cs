using InvestBot.Storage.Backups;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace InvestBot.Storage.Migrations;

/// <summary>What a newer version finds is backed up before it is changed.</summary>
public sealed class MigrationBackupTests(FleetFixture fleet) : IClassFixture<FleetFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithAnEarlierSchema_BacksUpEachDatabaseBefore()
    {
        string name = await fleet.FilledAsync();
        BackupFolder folder = BackupSamples.NewFolder();
        foreach (string database in (string[])["bot_" + name, fleet.Options.ControlDatabase]) await RunAsync(database, ToSchemaTwo);
        await RunAsync(fleet.Options.ControlDatabase, "update instances set schema_number = 2");
        IReadOnlyList<string> before = await fleet.DumpAsync("bot_" + name);

        await using (FleetStorage storage = await OpenAsync(folder)) (await storage.Journal.VerifyAsync(name, Token)).IsUnbroken.ShouldBeTrue();

        foreach (string of in (string[])[name, "fleet"])
        {
            BackupEntry made = folder.List(of).ShouldHaveSingleItem();
            (made.Kind, InstanceBackups.Describe(made.Path).Schema).ShouldBe((BackupKind.Migration, 2));
        }

        (await fleet.DumpAsync("bot_" + name)).ShouldBe(before);
        await using (FleetStorage again = await OpenAsync(folder)) folder.List(name).Count.ShouldBe(1);
        BackupSamples.Remove(folder);
    }

    // As the second step left it.
    private const string ToSchemaTwo = """
        drop function keep_equity_month(timestamptz);
        drop function keep_equity_months();
        drop function drop_equity_months(integer);
        create table before (like equity_snapshots);
        insert into before select * from equity_snapshots;
        drop table equity_snapshots;
        alter table before rename to equity_snapshots;
        alter table equity_snapshots add primary key (id);
        create index equity_snapshots_at on equity_snapshots (at, id);
        delete from schema_version where set = 'instance' and number = 3;
        """;

    private Task<FleetStorage> OpenAsync(BackupFolder backups) => FleetStorage.OpenAsync(
        new FleetStorageOptions
        {
            ServerConnectionString = fleet.ServerConnectionString,
            ControlDatabase = fleet.Options.ControlDatabase,
            MarketDatabase = fleet.Options.MarketDatabase,
            BeforeMigrations = backups,
        },
        fleet.Master, TimeProvider.System, NullLogger.Instance, Token);

    private async Task RunAsync(string database, string sql)
    {
        await using NpgsqlConnection owner = await fleet.OwnerAsync(database);
        await using NpgsqlCommand command = new(sql, owner);
        await command.ExecuteNonQueryAsync(Token);
    }
}
