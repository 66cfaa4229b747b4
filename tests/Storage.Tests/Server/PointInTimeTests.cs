using InvestBot.Storage.Backups;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Keys;
using InvestBot.TestKit.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace InvestBot.Storage.Server;

[Trait("Run", "Full")]
public sealed class PointInTimeTests : IAsyncLifetime
{
    private readonly string root = Path.Combine(Path.GetTempPath(), PostgresFixture.UniqueName("investbot-point"));
    private readonly MasterKey master = MasterKey.Create();
    private PrivatePostgres server = null!;
    private PointInTime point = null!;
    private FleetStorage storage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        server = new PrivatePostgres(new PrivatePostgresOptions { Folder = root, Archives = true });
        point = new PointInTime(root, TimeProvider.System);
        storage = await OpenAsync(await server.StartAsync(Token), asItIs: false);
        await storage.Instances.CreateAsync("alpha", Token);
    }

    public async ValueTask DisposeAsync()
    {
        await storage.DisposeAsync();
        await server.DestroyAsync();
        master.Dispose();
    }

    [Fact]
    public async Task Recover_ToAMoment_ShowsWhatWasCommittedThen()
    {
        await WriteAsync("first", 0);
        (await point.KeepBaseAsync(Token)).ShouldBeTrue();
        (await point.KeepBaseAsync(Token)).ShouldBeFalse();
        // From the next whole second on.
        while (new WalArchive(root).List()[0].Completed > Now) await Task.Yield();
        await WriteAsync("second", 1);
        DateTimeOffset moment = Now;
        await WriteAsync("third", 2);
        BackupFolder folder = new(Path.Combine(root, "backups"));

        string file;
        await using (RecoveredServer recovered = await point.RecoverAsync(moment, Token))
        await using (FleetStorage then = await OpenAsync(recovered.ConnectionString, asItIs: true))
            file = (await then.Backups.CreateAsync("alpha", BackupKind.Point, folder, Token)).Path;
        await using (PreparedRestore prepared = await storage.Backups.PrepareAsync(file, "alpha", new SampleChanges(), Token))
            await prepared.SwapAsync(() => Task.CompletedTask, Token);

        Samples.Text((await storage.Commits.ReadAsync("alpha", Samples.Grain("a"), Token))!.Data).ShouldBe("second");
        (await storage.Journal.VerifyAsync("alpha", Token)).Records.ShouldBe(2);
        Directory.EnumerateDirectories(root, "recovery-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Recover_ToWhereThereIsNothing_SaysSo()
    {
        (await RefusalAsync(Now)).ShouldContain("There is no base backup yet");
        await point.KeepBaseAsync(Token);

        (await RefusalAsync(Now.AddHours(1))).ShouldContain("is in the future");
        (await RefusalAsync(Now.AddDays(-1))).ShouldContain("is before the oldest base backup");
        Directory.EnumerateDirectories(root, "recovery-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task KeepBase_OfAServerThatDoesNotArchiveYet_MakesNone()
    {
        Directory.Delete(new WalArchive(root).Segments, recursive: true);

        (await point.KeepBaseAsync(Token)).ShouldBeFalse();

        Directory.Exists(new WalArchive(root).Bases).ShouldBeFalse();
    }

    [Fact]
    public async Task Prune_KeepsTheNewestBasesAndTheLogFromThemOn()
    {
        WalArchive archive = new(root);
        await point.KeepBaseAsync(Token);
        string base1 = archive.List()[0].Folder;
        string first = archive.List()[0].FirstSegment;
        string older = first[..8] + new string('0', 16);
        await File.WriteAllTextAsync(Path.Combine(archive.Segments, older), "", Token);
        await File.WriteAllTextAsync(Path.Combine(archive.Segments, "00000002.history"), "", Token);
        Directory.CreateDirectory(Path.Combine(archive.Bases, "deadbeef.part"));
        Directory.CreateDirectory(Path.Combine(archive.Bases, "20200101T000000Z"));

        archive.Prune(1);

        archive.List().ShouldHaveSingleItem().Folder.ShouldBe(base1);
        Directory.EnumerateDirectories(archive.Bases).ShouldBe([base1]);
        File.Exists(Path.Combine(archive.Segments, older)).ShouldBeFalse();
        File.Exists(Path.Combine(archive.Segments, "00000002.history")).ShouldBeTrue();
    }

    private Task<FleetStorage> OpenAsync(string connection, bool asItIs) => FleetStorage.OpenAsync(
        new FleetStorageOptions { ServerConnectionString = connection, AsItIs = asItIs }, master, TimeProvider.System, NullLogger.Instance, Token);

    private Task<long> WriteAsync(string text, long expected) =>
        storage.Commits.CommitAsync("alpha", new GrainCommit(Samples.Grain("a"), expected, Samples.Bytes(text), [Samples.Event("r", text)], [], []));

    private async Task<string> RefusalAsync(DateTimeOffset moment) =>
        (await Should.ThrowAsync<PostgresProblemException>(() => point.RecoverAsync(moment, Token))).Message;
}
