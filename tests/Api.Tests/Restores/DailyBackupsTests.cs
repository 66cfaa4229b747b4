using System.Collections.Immutable;
using InvestBot.Api.Host;
using InvestBot.Feeds.Replay;
using InvestBot.Silo;
using InvestBot.Silo.Backups;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using Microsoft.Extensions.DependencyInjection;

namespace InvestBot.Api.Restores;

/// <summary>Whoever backs up everything does so with hosts of their own: in the others' there are the instances of all tests.</summary>
public sealed class DailyBackupsTests : IDisposable
{
    private static readonly DateTimeOffset Day = new(2027, 3, 14, 0, 0, 0, TimeSpan.Zero);

    private readonly string _root = Directory.CreateTempSubdirectory("investbot-daily-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("2027-03-14T02:00", "2027-03-13T02:00", true)]
    [InlineData("2027-03-14T01:59", "2027-03-13T02:00", false)]
    [InlineData("2027-03-14T23:59", "2027-03-14T02:00", false)]
    [InlineData("2027-03-14T01:00", "2027-03-13T01:59", true)]
    public void IsDue_OncePerDayFromTwoOClock(string now, string last, bool due) =>
        BackupPlan.IsDue(At(now), [new BackupEntry("a", At(last), BackupKind.Daily, "/a", 1)]).ShouldBe(due);

    [Fact]
    public void IsDue_WithOnlyABackupThatAPersonMade_IsTrue() =>
        BackupPlan.IsDue(Day.AddHours(3), [new BackupEntry("a", Day.AddHours(2.5), BackupKind.Manual, "/a", 1)]).ShouldBeTrue();

    [Fact]
    public async Task RunDue_AsOftenAsOneLikes_MakesOneOfEachInstanceADay()
    {
        await using var host = await ApiHost.StartAsync();
        var name = await host.CreateInstanceAsync();
        BackupPlan plan = new(new BackupFolder(Path.Combine(_root, "here")), new BackupFolder(Path.Combine(_root, "there")));
        // Backups carry the real time, so this one stands still.
        StillTime today = new(TimeProvider.System.GetUtcNow());
        using var daily = Daily(host, plan, today);
        using var restarted = Daily(host, plan, today);
        using var next = Daily(host, plan, new StillTime(today.GetUtcNow().AddDays(2)));

        await daily.RunDueAsync(Token);
        await daily.RunDueAsync(Token);
        await restarted.RunDueAsync(Token);
        plan.Folder.List(name).ShouldHaveSingleItem().Kind.ShouldBe(BackupKind.Daily);
        plan.Copies!.List(name).ShouldHaveSingleItem().Name.ShouldBe(plan.Folder.List(name)[0].Name);
        plan.Folder.List("fleet").ShouldHaveSingleItem().Kind.ShouldBe(BackupKind.Daily);
        await next.RunDueAsync(Token);

        plan.Folder.List(name).Count.ShouldBe(2);
        next.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunDue_WithAFolderThatCannotBe_SaysSoAndTriesAgain()
    {
        await using var host = await ApiHost.StartAsync();
        var name = await host.CreateInstanceAsync();
        var file = Path.Combine(_root, "file");
        await File.WriteAllTextAsync(file, "", Token);
        using var daily = Daily(host, new BackupPlan(new BackupFolder(Path.Combine(file, "no-folder")), null), TimeProvider.System);

        await daily.RunDueAsync(Token);

        daily.Faults.ShouldContainKey(name);
    }

    private static DailyBackups Daily(ApiHost host, BackupPlan plan, TimeProvider time) => ActivatorUtilities.CreateInstance<DailyBackups>(
        host.Services, time, new SiloOptions { Markets = ImmutableDictionary<string, ReplayOptions>.Empty, Backups = plan });

    private sealed class StillTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text + "Z", System.Globalization.CultureInfo.InvariantCulture);
}
