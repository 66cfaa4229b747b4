using System.Security.Cryptography;

namespace InvestBot.Storage.Server;

/// <summary>
/// The folder of a recovery under way, held by a lock that ends with the process. What a killed one left, its server included, is
/// removed by the next.
/// </summary>
internal sealed class RecoveryFolder : IDisposable
{
    private const string Prefix = "recovery-";

    private readonly FileStream _held;

    private RecoveryFolder(string path, FileStream held) => (Path, _held) = (path, held);

    internal string Path { get; }

    /// <summary>Makes one, beside the data of the server that it comes from.</summary>
    internal static RecoveryFolder Make(string root)
    {
        string path = System.IO.Path.Combine(root, Prefix + RandomNumberGenerator.GetHexString(8, lowercase: true));
        // The lock is taken before the folder is there, and lies beside it: a sweep never sees one without the other.
        FileStream held = Hold(LockOf(path)) ?? throw new IOException($"{LockOf(path)} is in use.");
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, File.GetUnixFileMode(root));
        return new RecoveryFolder(path, held);
    }

    /// <summary>Removes those whose process is gone.</summary>
    internal static async Task SweepAsync(string root, CancellationToken cancellationToken)
    {
        foreach (string left in Directory.EnumerateFiles(root, Prefix + "*.lock"))
        {
            using FileStream? held = Hold(left);
            if (held is null)
                continue;
            await new PrivatePostgres(new PrivatePostgresOptions { Folder = left[..^".lock".Length], ThrowAway = true }).DestroyAsync(cancellationToken);
            File.Delete(left);
        }
    }

    /// <summary>Lets go of it once its content is removed.</summary>
    public void Dispose()
    {
        File.Delete(LockOf(Path));
        _held.Dispose();
    }

    private static string LockOf(string path) => path + ".lock";

    private static FileStream? Hold(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
