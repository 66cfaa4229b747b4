using InvestBot.Storage.Backups.Files;

namespace InvestBot.Storage.Backups.Folders;

/// <summary>
/// Backups on disk, a folder for each instance. A file appears under its name only once it is complete and on the disk; while it is
/// written its name ends with <c>.part</c>, and what a killed process left of one goes with the next backup.
/// </summary>
/// <param name="root">The folder; made when it is missing.</param>
public sealed class BackupFolder(string root)
{
    private const string PartSuffix = ".part";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The complete backups, newest first.</summary>
    /// <param name="instance">Whose; null for all.</param>
    public IReadOnlyList<BackupEntry> List(string? instance = null) => !Directory.Exists(Root) ? [] :
    [
        .. new DirectoryInfo(Root).EnumerateDirectories()
            .Where(folder => instance is null || folder.Name == instance)
            .SelectMany(folder => folder.EnumerateFiles("*" + BackupEntry.Extension))
            .Select(BackupEntry.Of)
            .OfType<BackupEntry>()
            .OrderByDescending(entry => entry.At)
            .ThenBy(entry => entry.Instance, StringComparer.Ordinal)
            .ThenByDescending(entry => entry.Name, StringComparer.Ordinal),
    ];

    /// <summary>A backup by its path, its file name, or null for an instance's newest.</summary>
    /// <exception cref="BackupException">There is none.</exception>
    public string Find(string instance, string? wanted)
    {
        if (wanted is not null && File.Exists(wanted))
            return Path.GetFullPath(wanted);
        BackupEntry? found = wanted is null
            ? List(instance) is [var newest, ..] ? newest : null
            : List().FirstOrDefault(entry => entry.Name == wanted);
        return found?.Path ?? throw new BackupException(wanted is null
            ? $"There is no backup of '{instance}' in {Root}; to make one: investbot backup create {instance}"
            : $"There is no backup {wanted}, neither as a file nor in {Root}; investbot backup list shows what there is.");
    }

    /// <summary>Writes a file as a whole: it is there, complete, checked and on the disk, or it is not there.</summary>
    /// <param name="instance">Whose.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="check">Reads it again before it gets its name, and throws when it is not fit for use.</param>
    internal async Task<string> PlaceAsync(string instance, string name, Func<Stream, Task> write, Func<string, Task> check)
    {
        string folder = Path.Combine(Root, instance);
        Directory.CreateDirectory(Root, OwnerOnly);
        Directory.CreateDirectory(folder, OwnerOnly);
        Sweep(folder);
        string path = Path.Combine(folder, name);
        string part = path + PartSuffix;
        try
        {
            // Held open until it has its name: nobody sweeps a part that is being written or checked.
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            await using FileStream stream = new(part, options);
            await write(stream);
            stream.Flush(flushToDisk: true);
            await check(part);
            File.Move(part, path);
        }
        catch
        {
            File.Delete(part);
            throw;
        }

        DirectorySync.Flush(folder);
        return path;
    }

    /// <summary>Removes the backups of an instance that are no longer kept.</summary>
    /// <returns>Those that went.</returns>
    public IReadOnlyList<BackupEntry> Prune(string instance)
    {
        IReadOnlyList<BackupEntry> expired = Retention.Expired(List(instance));
        foreach (BackupEntry entry in expired)
            File.Delete(entry.Path);
        string folder = Path.Combine(Root, instance);
        if (Directory.Exists(folder))
            Sweep(folder);
        return expired;
    }

    private static void Sweep(string folder)
    {
        foreach (string part in Directory.EnumerateFiles(folder, "*" + PartSuffix))
        {
            try
            {
                using (new FileStream(part, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                    File.Delete(part);
            }
            catch (IOException)
            {
                // Another process is writing it, or has just finished.
            }
        }
    }
}
