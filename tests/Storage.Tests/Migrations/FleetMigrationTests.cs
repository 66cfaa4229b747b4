using System.Collections.Concurrent;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Journal;
using InvestBot.TestKit.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace InvestBot.Storage.Migrations;

/// <summary>One broken database among several when a newer version starts.</summary>
public sealed class FleetMigrationTests(FleetFixture fleet) : IClassFixture<FleetFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithOneDatabaseThatCannotBeMigrated_OpensTheOthersAndNamesIt()
    {
        string[] names = [await fleet.CreateInstanceAsync(), await fleet.CreateInstanceAsync(), await fleet.CreateInstanceAsync()];
        string broken = names[1];
        await RunAsync(fleet.Options.ControlDatabase, "update instances set schema_number = 0");
        await RunAsync("bot_" + broken, "update schema_version set checksum = 'x' || checksum");
        List<MigrationProgress> told = [];

        await using FleetStorage storage = await OpenAsync(told);

        told.Select(progress => progress.Done).ShouldBe([0, 1, 2, 3]);
        told.ShouldAllBe(progress => progress.Of == 3);
        string fault = told[^1].Failed.ShouldHaveSingleItem().Value;
        fault.ShouldStartWith($"The database of '{broken}' could not be migrated, and it does not trade: Step 1 ('instance') of 'instance'");
        fault.ShouldContain("restore a backup");
        foreach (string name in names.Except([broken]))
            (await storage.Journal.VerifyAsync(name, Token)).ShouldBe(new ChainReport(0, null, null));
        (await Should.ThrowAsync<InvalidOperationException>(() => storage.Journal.VerifyAsync(broken, Token))).Message.ShouldBe(fault);
        await RunAsync("bot_" + broken, "update schema_version set checksum = substr(checksum, 2)");
        (await storage.Journal.VerifyAsync(broken, Token)).ShouldBe(new ChainReport(0, null, null));
    }

    [Fact]
    public async Task Run_OfMany_LooksAtEachAndStopsWhenAsked()
    {
        InstanceRecord[] records = [.. Enumerable.Range(0, 100).Select(i => new InstanceRecord($"i{i}", "d", "r", "ready", 0, default, null))];
        ConcurrentBag<string> seen = [];
        List<MigrationProgress> told = [];
        FleetMigration migration = new((record, _) => Migrate(record, seen), told.Add, NullLogger.Instance);

        await migration.RunAsync(records, Token);

        seen.Count.ShouldBe(100);
        (told[^1].Done, told[^1].Failed.Count).ShouldBe((100, 10));
        await Should.ThrowAsync<OperationCanceledException>(() => migration.RunAsync(records, new CancellationToken(canceled: true)));
    }

    private static Task Migrate(InstanceRecord record, ConcurrentBag<string> seen)
    {
        seen.Add(record.Name);
        return record.Name.EndsWith('7') ? Task.FromException(new TimeoutException("too slow")) : Task.CompletedTask;
    }

    private Task<FleetStorage> OpenAsync(List<MigrationProgress> told) => FleetStorage.OpenAsync(
        new FleetStorageOptions
        {
            ServerConnectionString = fleet.ServerConnectionString,
            ControlDatabase = fleet.Options.ControlDatabase,
            MarketDatabase = fleet.Options.MarketDatabase,
            Migrating = told.Add,
        },
        fleet.Master, TimeProvider.System, NullLogger.Instance, Token);

    private async Task RunAsync(string database, string sql)
    {
        await using NpgsqlConnection owner = await fleet.OwnerAsync(database);
        await using NpgsqlCommand command = new(sql, owner);
        await command.ExecuteNonQueryAsync(Token);
    }
}
