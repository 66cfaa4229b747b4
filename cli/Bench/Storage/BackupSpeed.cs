using InvestBot.Cli.Output;
using InvestBot.Storage;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;
using InvestBot.Storage.Commits;

namespace InvestBot.Cli.Bench.Storage;

/// <summary>How fast an instance with a journal of records as they are is backed up, and proved by a restore.</summary>
internal static class BackupSpeed
{
    private const int Commits = 64;
    private const int Records = 1024;
    private const int RecordBytes = 1000;
    private const double Megabyte = 1e6;

    internal static async Task<IReadOnlyList<Figure>> RunAsync(FleetStorage storage, string folder, CancellationToken token)
    {
        await storage.Instances.CreateAsync("backup", token);
        var grain = new GrainAddress("state", "exchange", "backup/0");
        var record = new JournalEvent("order.accepted", 1, "order-0", new DateTimeOffset(2024, 3, 1, 14, 30, 0, TimeSpan.Zero), new byte[RecordBytes]);
        for (var commit = 0; commit < Commits; commit++)
            await storage.Commits.CommitAsync("backup", new GrainCommit(grain, commit, new byte[RecordBytes], [.. Enumerable.Repeat(record, Records)], [], []));
        var made = await storage.Backups.CreateAsync("backup", BackupKind.Manual, new BackupFolder(Path.Combine(folder, "backups")), token);
        const double Content = (double)Commits * Records * RecordBytes / Megabyte;
        return
        [
            new("backup, content", Math.Round(Content, 1), "MB"), new("backup, MB a second", Math.Round(Content / made.Took.TotalSeconds, 1), "MB/s"),
            new("backup, MB a second restored and compared", Math.Round(Content / made.Verified.TotalSeconds, 1), "MB/s"),
        ];
    }
}
