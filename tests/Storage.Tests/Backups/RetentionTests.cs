using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;

namespace InvestBot.Storage.Backups;

public sealed class RetentionTests
{
    private static readonly DateTimeOffset Now = new(2027, 6, 15, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Expired_OfNothing_IsNothing() => Retention.Expired([]).ShouldBeEmpty();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(30, 30)]
    // May 17 to June 15, and the end of April.
    [InlineData(47, 31)]
    // ... and the ends of March, February, and so on back to July of the year before.
    [InlineData(347, 40)]
    public void Expired_OfOneADay_LeavesThirtyAndTheNewestOfEachMonth(int days, int left) =>
        (days - Retention.Expired(Daily(days)).Count).ShouldBe(left);

    [Fact]
    public void Expired_OfAYear_KeepsTheLastDayOfEveryMonth()
    {
        List<BackupEntry> all = [.. Daily(366)];

        IEnumerable<string> old = all.Except(Retention.Expired(all)).Select(entry => entry.At.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).Skip(30);

        old.ShouldBe(["2027-04-30", "2027-03-31", "2027-02-28", "2027-01-31", "2026-12-31", "2026-11-30", "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30"]);
    }

    [Fact]
    public void Expired_WithManyOnADay_KeepsAllOfTheNewestDayAndOneOfAnOlder()
    {
        BackupEntry[] today = [At(Now), At(Now.AddHours(1)), At(Now.AddHours(2))];
        BackupEntry[] before = [At(Now.AddDays(-1)), At(Now.AddDays(-1).AddHours(1))];

        Retention.Expired([.. today, .. before]).ShouldBe([before[0]]);
    }

    [Fact]
    public void Expired_AfterALongPause_CountsDaysThatHaveABackup()
    {
        List<BackupEntry> old = [.. Daily(30).Select(entry => At(entry.At.AddYears(-1)))];

        Retention.Expired([At(Now), .. old]).Count.ShouldBe(1);
    }

    private static IEnumerable<BackupEntry> Daily(int days) => Enumerable.Range(0, days).Select(day => At(Now.AddDays(-day)));

    private static BackupEntry At(DateTimeOffset at) => new("alpha", at, BackupKind.Daily, $"/b/alpha/{at:yyyyMMddHHmmss}", 1);
}
