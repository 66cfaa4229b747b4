using System.Security.Cryptography;
using InvestBot.Storage.Backups.Files;

namespace InvestBot.Storage.Backups.Folders;

/// <summary>A second folder, on another disk or machine, that has what the first has.</summary>
public static class BackupCopies
{
    private const int BufferSize = 1024 * 1024;

    /// <summary>Copies an instance's backups that are missing there, reads each copy again, and lets go of what is no longer kept.</summary>
    /// <returns>How many were copied.</returns>
    /// <exception cref="BackupException">The folder cannot be used, or a copy is not what was copied.</exception>
    public static async Task<int> BringAsync(BackupFolder from, BackupFolder to, string instance, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        try
        {
            HashSet<string> there = [.. to.List(instance).Select(entry => entry.Name)];
            int copied = 0;
            IReadOnlyList<BackupEntry> here = from.List(instance);
            foreach (BackupEntry entry in here.Except(Retention.Expired(here)).Where(entry => !there.Contains(entry.Name)))
            {
                await to.PlaceAsync(instance, entry.Name, output => CopyAsync(entry.Path, output, cancellationToken), part => CheckAsync(part, entry, cancellationToken));
                copied++;
            }

            to.Prune(instance);
            return copied;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException and not BackupException)
        {
            throw new BackupException($"The backup of '{instance}' is complete, and was not copied to {to.Root}: {exception.Message} Make that folder usable; the next backup copies what is missing.", exception);
        }
    }

    /// <summary>Compares a file with the SHA-256 at its end; no key is needed.</summary>
    private static async Task CheckAsync(string path, BackupEntry entry, CancellationToken cancellationToken)
    {
        await using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferSize];
        long left = stream.Length - SHA256.HashSizeInBytes;
        while (left > 0)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken);
            if (read == 0)
                break;
            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        byte[] stored = new byte[SHA256.HashSizeInBytes];
        int got = await stream.ReadAtLeastAsync(stored, stored.Length, throwOnEndOfStream: false, cancellationToken);
        if (left != 0 || got != stored.Length || !hash.GetHashAndReset().AsSpan().SequenceEqual(stored))
            throw new BackupException($"The backup {entry.Name} of '{entry.Instance}', or its copy in {Path.GetDirectoryName(path)}, is not what was written; the copy was removed. Look at both disks, then run: investbot backup verify {entry.Instance}");
    }

    private static async Task CopyAsync(string path, Stream output, CancellationToken cancellationToken)
    {
        await using FileStream input = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        await input.CopyToAsync(output, BufferSize, cancellationToken);
    }
}
