namespace InvestBot.Storage.Backups.Files;

/// <summary>A backup can't be made, read or restored. The message is one sentence that names the file and the remedy; nothing was changed.</summary>
public sealed class BackupException(string message, Exception? inner = null) : IOException(message, inner);
