using System.Runtime.InteropServices;

namespace InvestBot.Storage.Backups.Folders;

/// <summary>Brings the names in a folder to the disk: a file that was renamed is there under its new name also after a power cut.</summary>
public static partial class DirectorySync
{
    private const int ReadOnly = 0;

    /// <summary>Returns once the names are on the disk.</summary>
    /// <exception cref="IOException">They can't be brought there.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        int handle = Open(folder, ReadOnly);
        if (handle < 0)
            throw new IOException($"The folder {folder} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
        int result = Synchronize(handle);
        string message = Marshal.GetLastPInvokeErrorMessage();
        _ = Close(handle);
        if (result != 0)
            throw new IOException($"The folder {folder} cannot be brought to the disk: {message}.");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronize(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int handle);
}
