using InvestBot.Storage.Backups.Folders;

namespace InvestBot.Storage.Keys;

/// <summary>A file of mode 0600 with the master key; during a change of keys with the former one, the new one after it.</summary>
internal static class MasterKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <exception cref="MasterKeyException">It is missing, or others can read it.</exception>
    internal static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new MasterKeyException($"The master key file {path} is not there. Put it back from where you keep a copy; without it nothing in the databases can be read.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new MasterKeyException($"The master key file {path} can be reached by other users. Run: chmod 600 {path}");
        return await File.ReadAllTextAsync(path, cancellationToken);
    }

    /// <exception cref="IOException">The file is there already.</exception>
    internal static void Create(string path, IEnumerable<string> keys) => Write(path, keys);

    /// <summary>Replaces the file: after a crash it holds what it held, or all of the new.</summary>
    internal static void Replace(string path, IEnumerable<string> keys)
    {
        string part = path + ".part";
        File.Delete(part);
        Write(part, keys);
        File.Move(part, path, overwrite: true);
        DirectorySync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private static void Write(string path, IEnumerable<string> keys)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using FileStream stream = new(path, options);
        using StreamWriter writer = new(stream);
        foreach (string key in keys)
            writer.WriteLine(key);
        writer.Flush();
        stream.Flush(flushToDisk: true);
    }
}
