using Dapper;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Users;
using Npgsql;

namespace InvestBot.Storage.Backups;

public sealed class FleetBackupTests(FleetFixture fleet) : IClassFixture<FleetFixture>, IDisposable
{
    private static readonly GrainAddress Members = new("fleet", "fleet", "fleet");

    private readonly BackupFolder _folder = BackupSamples.NewFolder();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => BackupSamples.Remove(_folder);

    [Fact]
    public async Task Fleet_RestoredIntoAnEmptyInstallation_HasUsersRegistryKeysBooksAndGrains()
    {
        string name = await fleet.FilledAsync();
        await fleet.Storage.Users.AddAsync(new User($"id-{name}", name, "admin", "hash", 0, null, Samples.Start), Token);
        await fleet.Storage.Audit.AddAsync(new AuditEntry(0, Samples.Start, "someone", "test.done", name, "done", default), Token);
        await fleet.Storage.Commits.CommitAsync("fleet", new GrainCommit(Members with { Key = name }, 0, Samples.Bytes("members"), [Samples.Event("f", "members")], [], []));
        MadeBackup made = await fleet.BackUpAsync("fleet", _folder);
        FleetStorageOptions empty = fleet.NewOptions();
        await using FleetStorage other = await FleetFixture.OpenAsync(empty, fleet.Master);

        BackupHeader header = await other.Backups.RestoreFleetAsync(made.Path, new SampleChanges(), Token);

        (header.Instance, header.Control, header.Rows).ShouldBe(("fleet", made.Header.Control, made.Header.Rows));
        (await other.Users.FindByNameAsync(name, Token))!.PasswordHash.ShouldBe("hash");
        (await other.Audit.PageAsync(null, null, name, 10, Token)).ShouldHaveSingleItem().Action.ShouldBe("test.done");
        (await other.Instances.ListAsync(Token)).ShouldContain(record => record.Name == name && record.State == "ready");
        Samples.Text((await other.Commits.ReadAsync("fleet", Members with { Key = name }, Token))!.Data).ShouldBe("members");
        Samples.Text((await other.PaperBooks.LoadAsync($"paper-{name}", Token))!.Data).ShouldBe("book");
        (await other.Journal.VerifyAsync("fleet", Token)).Difference.ShouldBeNull();
        // The same server: its database is there, and the restored keys open it.
        Samples.Text((await other.Commits.ReadAsync(name, Samples.Grain("a"), Token))!.Data).ShouldBe("first");
        await other.Audit.AddAsync(new AuditEntry(0, Samples.Start, "someone", "test.after", name, "done", default), Token);
        (await other.Audit.PageAsync(null, null, name, 10, Token)).Count.ShouldBe(2);
        (await fleet.ScratchDatabasesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Fleet_WithBotsAlready_IsNotReplaced()
    {
        string name = await fleet.FilledAsync();
        MadeBackup made = await fleet.BackUpAsync("fleet", _folder);

        (await Should.ThrowAsync<BackupException>(() => fleet.Storage.Backups.RestoreFleetAsync(made.Path, new SampleChanges(), Token))).Message
            .ShouldStartWith("This installation was used already");

        Samples.Text((await fleet.Storage.Commits.ReadAsync(name, Samples.Grain("a"), Token))!.Data).ShouldBe("first");
    }

    [Fact]
    public async Task Fleet_ChangedAfterItsBackup_IsVerifiedAsItWas()
    {
        MadeBackup made = await fleet.BackUpAsync("fleet", _folder);
        await fleet.FilledAsync();

        (await fleet.Storage.Backups.VerifyAsync(made.Path, Token)).Rows.ShouldBe(made.Header.Rows);
        _folder.List("fleet").ShouldHaveSingleItem().Path.ShouldBe(made.Path);
    }

    [Fact]
    public async Task Fleet_WithAKeyThatDoesNotOpen_IsNotTakenForABackup()
    {
        string name = await fleet.CreateInstanceAsync();
        await using NpgsqlConnection owner = await fleet.OwnerAsync(fleet.Options.ControlDatabase);
        byte[] before = (await owner.QuerySingleAsync<byte[]>("select wrapped from instance_keys where instance = @name and key_id = 1", new { name }))!;
        await owner.ExecuteAsync("update instance_keys set wrapped = substring(wrapped for 20) where instance = @name and key_id = 1", new { name });

        await Should.ThrowAsync<MasterKeyException>(() => fleet.BackUpAsync("fleet", _folder));

        await owner.ExecuteAsync("update instance_keys set wrapped = @before where instance = @name and key_id = 1", new { name, before });
        _folder.List("fleet").ShouldBeEmpty();
    }

    [Fact]
    public async Task BackupsOfFleetAndBot_AreNotTakenForEachOther()
    {
        string name = await fleet.FilledAsync();
        MadeBackup ofFleet = await fleet.BackUpAsync("fleet", _folder), ofBot = await fleet.BackUpAsync(name, _folder);

        (await Should.ThrowAsync<BackupException>(() => fleet.Storage.Backups.RestoreFleetAsync(ofBot.Path, new SampleChanges(), Token))).Message.ShouldContain($"investbot backup restore {name}");
        (await Should.ThrowAsync<BackupException>(() => fleet.RestoreAsync(ofFleet.Path, "another", new SampleChanges()))).Message.ShouldContain("investbot backup restore fleet");
        InstanceName.IsValid("fleet").ShouldBeFalse();
    }
}
