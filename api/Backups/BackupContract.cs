using InvestBot.Domain.Bots;
using InvestBot.Storage.Backups;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Backups.Folders;

namespace InvestBot.Api.Backups;

/// <summary>A backup that lies in the folder, complete and proved.</summary>
internal sealed record BackupView(string Name, string Instance, DateTimeOffset At, BackupKind Kind, long Bytes)
{
    internal static BackupView Of(BackupEntry entry) => new(entry.Name, entry.Instance, entry.At, entry.Kind, entry.Bytes);
}

/// <summary>Of which instance a backup is to be made.</summary>
internal sealed record BackupRequest(string Instance);

/// <summary>A backup and what it holds.</summary>
internal sealed record BackupContent(string Name, string Instance, DateTimeOffset At, long Rows, long JournalRecords)
{
    internal static BackupContent Of(string name, BackupHeader header) => new(name, header.Instance, header.At, header.Rows, header.Sequence);
}

/// <summary>A restore that is asked for.</summary>
/// <param name="Confirm">The name of the instance that there will be: that of the backup, or <paramref name="As"/>.</param>
/// <param name="As">Another name; null: in the place of what is there.</param>
/// <param name="WithoutBackup">True to let go of what is replaced without a backup of it.</param>
internal sealed record RestoreBody(string Confirm, string? As = null, bool WithoutBackup = false);

/// <summary>A restore that was done.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Rows">Rows that came back.</param>
/// <param name="JournalRecords">Those of them that are the journal's.</param>
/// <param name="Epoch">The epoch that it trades in now.</param>
/// <param name="Status">Where its bot stands.</param>
/// <param name="Replaced">The backup of what was there before, if there is one.</param>
/// <param name="Waits">Why it is not at its market yet, if it is not.</param>
internal sealed record RestoredView(string Instance, long Rows, long JournalRecords, int Epoch, BotStatus Status, string? Replaced, string? Waits)
{
    internal static RestoredView Of(RestoreResult result) => new(
        result.Name.ToString(), result.Header.Rows, result.Header.Sequence, result.Epoch, result.Status, Path.GetFileName(result.ReplacedFile), result.Waits);
}
