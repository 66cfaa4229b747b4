using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Storage.Backups.Files;

namespace InvestBot.Storage.Backups;

/// <summary>A restore that is asked for.</summary>
/// <param name="File">The backup.</param>
/// <param name="Name">The name that the instance gets; null: the backup's own, in place of what is there.</param>
/// <param name="WithoutBackup">True to let go of what is replaced without a backup of it, as when it can't be read any more.</param>
public sealed record RestoreOrder(string File, InstanceId? Name = null, bool WithoutBackup = false);

/// <summary>A restore that was done.</summary>
/// <param name="Name">The instance.</param>
/// <param name="Header">The backup that it comes from.</param>
/// <param name="Epoch">The epoch that it trades in now.</param>
/// <param name="Status">Where its bot stands.</param>
/// <param name="ReplacedFile">The backup of what was there before; null when nothing was, or none was wanted.</param>
/// <param name="Waits">Why it isn't at its market yet, in a sentence; null when it is.</param>
public sealed record RestoreResult(InstanceId Name, BackupHeader Header, int Epoch, BotStatus Status, string? ReplacedFile, string? Waits);
