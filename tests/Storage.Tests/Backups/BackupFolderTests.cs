using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;

namespace InvestBot.Storage.Backups;

public sealed class BackupFolderTests(FleetFixture fleet) : IDisposable
{
    private readonly BackupFolder folder = BackupSamples.NewFolder();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => BackupSamples.Remove(folder);

    [Fact]
    public async Task Place_ThatFailsInTheMiddle_LeavesNothing()
    {
        await Should.ThrowAsync<IOException>(() => folder.PlaceAsync("alpha", "x", async stream =>
        {
            await stream.WriteAsync(new byte[100], Token);
            throw new IOException("No space left on device");
        }, _ => Task.CompletedTask));

        Directory.EnumerateFiles(folder.Root, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Place_ThatFailsItsCheck_LeavesNothing()
    {
        await Should.ThrowAsync<BackupException>(() => folder.PlaceAsync("alpha", "x", async stream => await stream.WriteAsync(new byte[100], Token), part =>
            throw new BackupException($"{new FileInfo(part).Length} bytes are not what they should be")));

        Directory.EnumerateFiles(folder.Root, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Place_WhileItIsChecked_IsNotSweptByAnother()
    {
        await folder.PlaceAsync("alpha", "x", async stream => await stream.WriteAsync(new byte[100], Token), async part =>
        {
            await folder.PlaceAsync("alpha", "y", _ => Task.CompletedTask, _ => Task.CompletedTask);
            File.Exists(part).ShouldBeTrue();
        });

        Directory.EnumerateFiles(folder.Root, "*", SearchOption.AllDirectories).Count().ShouldBe(2);
    }

    [Fact]
    public async Task Create_AfterAKilledOne_RemovesItsPartAndNotOneThatIsBeingWritten()
    {
        string name = await fleet.FilledAsync();
        string mine = Path.Combine(folder.Root, name);
        Directory.CreateDirectory(mine);
        string left = Path.Combine(mine, "20270101T000000Z-daily-00000000.ibbackup.part");
        string open = Path.Combine(mine, "20270102T000000Z-daily-00000000.ibbackup.part");
        await File.WriteAllTextAsync(left, "half", Token);
        await using FileStream writing = new(open, FileMode.CreateNew, FileAccess.Write, FileShare.None);

        await fleet.BackUpAsync(name, folder);

        (File.Exists(left), File.Exists(open)).ShouldBe((false, true));
        folder.List(name).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Create_Canceled_LeavesNothing()
    {
        string name = await fleet.FilledAsync(largeEvents: 2);
        using CancellationTokenSource ended = new();
        await ended.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => fleet.Storage.Backups.CreateAsync(name, BackupKind.Manual, folder, ended.Token));

        folder.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_OfNoInstance_SaysSo() =>
        (await Should.ThrowAsync<BackupException>(() => fleet.BackUpAsync("nobody", folder))).Message.ShouldContain("There is no instance 'nobody'");

    [Fact]
    public async Task Files_AreReadableByTheirOwnerAlone()
    {
        string name = await fleet.FilledAsync();

        MadeBackup made = await fleet.BackUpAsync(name, folder);

        File.GetUnixFileMode(made.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(folder.Root).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Copies_BringWhatIsMissingAndNothingTwice()
    {
        string name = await fleet.FilledAsync();
        BackupFolder copies = new(folder.Root + "-copies");
        MadeBackup made = await fleet.BackUpAsync(name, folder);

        (await BackupCopies.BringAsync(folder, copies, name, Token)).ShouldBe(1);
        (await BackupCopies.BringAsync(folder, copies, name, Token)).ShouldBe(0);

        File.ReadAllBytes(copies.List(name).Single().Path).ShouldBe(File.ReadAllBytes(made.Path));
    }

    [Fact]
    public async Task Copies_ToAFolderThatCannotBe_SayThatTheBackupIsComplete()
    {
        string name = await fleet.FilledAsync();
        MadeBackup made = await fleet.BackUpAsync(name, folder);

        BackupException refusal = await Should.ThrowAsync<BackupException>(() => BackupCopies.BringAsync(folder, new BackupFolder(Path.Combine(made.Path, "no-folder")), name, Token));

        refusal.Message.ShouldContain("is complete, and was not copied");
        File.Exists(made.Path).ShouldBeTrue();
    }

    [Fact]
    public async Task Find_ByNameAndNewest_FindsThem()
    {
        string name = await fleet.FilledAsync();
        MadeBackup made = await fleet.BackUpAsync(name, folder);

        folder.Find(name, null).ShouldBe(made.Path);
        folder.Find("other", Path.GetFileName(made.Path)).ShouldBe(made.Path);
        Should.Throw<BackupException>(() => folder.Find("other", null)).Message.ShouldContain("investbot backup create other");
    }
}
