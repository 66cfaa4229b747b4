using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;

namespace InvestBot.Silo.Backups;

/// <summary>Where the daily backups go.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Copies">A second one, best on another machine; null: none.</param>
/// <param name="Base">Makes the server's base backup of the day, from which any moment after it can be recovered; null: none is made.</param>
public sealed record BackupPlan(BackupFolder Folder, BackupFolder? Copies, Func<CancellationToken, Task>? Base = null)
{
    /// <summary>From this time of the day on, UTC, the day's backup is due.</summary>
    public static TimeSpan From => TimeSpan.FromHours(2);

    /// <summary>Whether a daily backup is due: none was made since it was last two o'clock. Made once, it is due again the next day, however often one looks.</summary>
    public static bool IsDue(DateTimeOffset now, IEnumerable<BackupEntry> backups)
    {
        var since = new DateTimeOffset((now.UtcDateTime - From).Date + From, TimeSpan.Zero);
        return !backups.Any(backup => backup.Kind == BackupKind.Daily && backup.At >= since);
    }
}
