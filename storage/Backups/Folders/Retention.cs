namespace InvestBot.Storage.Backups.Folders;

/// <summary>Which backups of an instance are kept, all of them by their time.</summary>
public static class Retention
{
    /// <summary>How many days are kept, counting only days that have a backup.</summary>
    public const int Days = 30;

    /// <summary>
    /// Those that may go: all but every backup of the newest day, the newest of each of the <see cref="Days"/> newest days, and the newest
    /// of each month. Days and months are those of UTC.
    /// </summary>
    public static IReadOnlyList<BackupEntry> Expired(IEnumerable<BackupEntry> backups)
    {
        BackupEntry[] all = [.. backups.OrderByDescending(backup => backup.At).ThenByDescending(backup => backup.Name, StringComparer.Ordinal)];
        HashSet<BackupEntry> kept = [.. all.GroupBy(backup => Day(backup)).Take(Days).Select(day => day.First())];
        kept.UnionWith(all.GroupBy(backup => (backup.At.UtcDateTime.Year, backup.At.UtcDateTime.Month)).Select(month => month.First()));
        if (all.Length > 0)
            kept.UnionWith(all.TakeWhile(backup => Day(backup) == Day(all[0])));
        return [.. all.Where(backup => !kept.Contains(backup))];
    }

    private static DateOnly Day(BackupEntry backup) => DateOnly.FromDateTime(backup.At.UtcDateTime);
}
