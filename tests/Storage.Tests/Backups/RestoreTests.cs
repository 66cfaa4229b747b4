using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Journal;
using InvestBot.Storage.Rows;

namespace InvestBot.Storage.Backups;

public sealed class RestoreTests(FleetFixture fleet) : IClassFixture<FleetFixture>, IDisposable
{
    private readonly BackupFolder folder = BackupSamples.NewFolder();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => BackupSamples.Remove(folder);

    [Fact]
    public async Task Verify_OfABackup_TellsItsRowsAndJournalAndLeavesNothing()
    {
        string name = await fleet.FilledAsync();
        MadeBackup made = await fleet.BackUpAsync(name, folder);

        BackupHeader header = await fleet.Storage.Backups.VerifyAsync(made.Path, Token);

        (header.Instance, header.Sequence, header.Kind).ShouldBe((name, 1L, BackupKind.Manual));
        header.Tables.Single(table => table.Name == "journal").Rows.ShouldBe(1);
        (await fleet.ScratchDatabasesAsync()).ShouldBeEmpty();
        folder.List(name).Single().Path.ShouldBe(made.Path);
    }

    [Fact]
    public async Task Restore_InPlace_IsWhatWasBackedUp()
    {
        string name = await fleet.FilledAsync();
        MadeBackup made = await fleet.BackUpAsync(name, folder);
        await fleet.AddAsync(name, "later", 1);
        await fleet.Storage.PaperBooks.SaveAsync($"paper-{name}", 1, Samples.Bytes("later"), [new(0, Samples.Start, "fill", Samples.Bytes("later"))], Token);

        await fleet.RestoreAsync(made.Path, name, new SampleChanges());

        (await fleet.Storage.Commits.ReadAsync(name, Samples.Grain("a"), Token))!.Data.ShouldSatisfyAllConditions(data => Samples.Text(data).ShouldBe("first"));
        (await fleet.Storage.Journal.VerifyAsync(name, Token)).ShouldBe(new ChainReport(1, null, null));
        (await fleet.Storage.Rows.PageAsync(name, new RowQuery(RowTable.Orders), Token)).Count.ShouldBe(1);
        Samples.Text((await fleet.Storage.Outbox.ReadPendingAsync(name, Token)).Single().Data).ShouldBe("first");
        Samples.Text((await fleet.Storage.PaperBooks.LoadAsync($"paper-{name}", Token))!.Data).ShouldBe("book");
        (await fleet.Storage.PaperBooks.ReadEventsAsync($"paper-{name}", 0, 10, Token)).Count.ShouldBe(1);
        (await fleet.ScratchDatabasesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Restore_InPlace_TradesOn()
    {
        string name = await fleet.FilledAsync();
        MadeBackup made = await fleet.BackUpAsync(name, folder);

        await fleet.RestoreAsync(made.Path, name, new SampleChanges());

        long version = (await fleet.Storage.Commits.ReadAsync(name, Samples.Grain("a"), Token))!.Version;
        await fleet.AddAsync(name, "after", version);
        (await fleet.Storage.Journal.VerifyAsync(name, Token)).Difference.ShouldBeNull();
        await fleet.Storage.PaperBooks.SaveAsync($"paper-{name}", (await fleet.Storage.PaperBooks.LoadAsync($"paper-{name}", Token))!.Version, Samples.Bytes("on"), [], Token);
    }

    [Fact]
    public async Task Restore_UnderANewName_LeavesTheFirstAlone()
    {
        string name = await fleet.FilledAsync();
        MadeBackup made = await fleet.BackUpAsync(name, folder);
        IReadOnlyList<string> before = await fleet.DumpAsync($"bot_{name}");
        string other = name + "-b";

        await fleet.RestoreAsync(made.Path, other, new SampleChanges(other));

        (await fleet.DumpAsync($"bot_{name}")).ShouldBe(before);
        Samples.Text((await fleet.Storage.Commits.ReadAsync(other, Samples.Grain($"{other}/a"), Token))!.Data).ShouldBe($"{other} first");
        (await fleet.Storage.Commits.ReadAsync(other, Samples.Grain("a"), Token)).ShouldBeNull();
        (await fleet.Storage.Journal.VerifyAsync(other, Token)).ShouldBe(new ChainReport(2, null, null));
        OutboxMessage message = (await fleet.Storage.Outbox.ReadPendingAsync(other, Token)).Single();
        (message.Source, message.Sequence).ShouldBe(($"{other}/exchange/a", 1L));
        Samples.Text((await fleet.Storage.PaperBooks.LoadAsync($"paper-{other}", Token))!.Data).ShouldBe($"{other} book");
        Samples.Text((await fleet.Storage.Commits.ReadAsync("fleet", new GrainAddress("account", "account", $"paper-{other}"), Token))!.Data).ShouldBe($"{other} account");
        await fleet.Storage.Instances.DropAsync(other, Token);
    }

    [Fact]
    public async Task Restore_OfADroppedInstance_BringsItsKeysBack()
    {
        string name = await fleet.FilledAsync();
        MadeBackup made = await fleet.BackUpAsync(name, folder);
        IReadOnlyList<string> journal = [.. (await fleet.DumpAsync($"bot_{name}")).Where(row => row.StartsWith("journal", StringComparison.Ordinal))];
        await fleet.Storage.Instances.DropAsync(name, Token);

        await fleet.RestoreAsync(made.Path, name, new SampleChanges());

        (await fleet.DumpAsync($"bot_{name}")).Where(row => row.StartsWith("journal", StringComparison.Ordinal)).ShouldBe(journal);
        Samples.Text((await fleet.Storage.Journal.PageAsync(name, new JournalQuery(), Token)).Single().Event.Data).ShouldBe("first");
    }

    [Fact]
    public async Task Restore_OverAnotherInstance_IsRefused()
    {
        string name = await fleet.FilledAsync();
        string other = await fleet.CreateInstanceAsync();
        MadeBackup made = await fleet.BackUpAsync(name, folder);

        BackupException refusal = await Should.ThrowAsync<BackupException>(() => fleet.RestoreAsync(made.Path, other, new SampleChanges()));

        refusal.Message.ShouldContain("choose another name");
    }

    [Fact]
    public async Task Restore_ThatIsNotCarriedOut_ChangesNothing()
    {
        string name = await fleet.FilledAsync();
        MadeBackup made = await fleet.BackUpAsync(name, folder);
        await fleet.AddAsync(name, "later", 1);
        IReadOnlyList<string> before = await fleet.DumpAsync($"bot_{name}");

        await (await fleet.Storage.Backups.PrepareAsync(made.Path, name, new SampleChanges(), Token)).DisposeAsync();

        (await fleet.DumpAsync($"bot_{name}")).ShouldBe(before);
        (await fleet.ScratchDatabasesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Backup_OfAnArchivedInstance_Restores()
    {
        string name = await fleet.FilledAsync();
        await fleet.Storage.Instances.ArchiveAsync(name, Token);

        MadeBackup made = await fleet.BackUpAsync(name, folder);
        await fleet.RestoreAsync(made.Path, name, new SampleChanges());

        (await fleet.Storage.Instances.ListAsync(Token)).Single(record => record.Name == name).State.ShouldBe("ready");
        await fleet.AddAsync(name, "on", (await fleet.Storage.Commits.ReadAsync(name, Samples.Grain("a"), Token))!.Version);
    }

    [Fact]
    public async Task Sweep_DropsWhatAKilledProcessLeftAndNothingInUse()
    {
        string name = await fleet.FilledAsync();
        MadeBackup made = await fleet.BackUpAsync(name, folder);
        await using PreparedRestore inUse = await fleet.Storage.Backups.PrepareAsync(made.Path, name, new SampleChanges(), Token);
        string used = (await fleet.ScratchDatabasesAsync()).Single();
        await using (Npgsql.NpgsqlConnection owner = await fleet.OwnerAsync("postgres"))
        await using (Npgsql.NpgsqlCommand command = new($"create database {used[..^1]}{(used[^1] == '0' ? '1' : '0')}", owner))
            await command.ExecuteNonQueryAsync(Token);

        (await fleet.Storage.Backups.SweepAsync(Token)).ShouldBe(1);

        (await fleet.ScratchDatabasesAsync()).ShouldBe([used]);
    }
}
