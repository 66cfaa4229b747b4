using System.Security.Cryptography;

namespace InvestBot.Storage.Backups.Files;

/// <summary>The bytes of a backup file in order, with the running checksum and the sentences for what can be wrong with them.</summary>
internal sealed class BackupSource(string file, Stream stream) : IDisposable
{
    private const string Remedy = "Use another backup or another copy of it; investbot backup list shows them.";

    private readonly IncrementalHash _checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <exception cref="BackupException">The file ends before.</exception>
    internal void Fill(Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw CutOff();
        _checksum.AppendData(bytes);
    }

    /// <summary>After the last frame come the checksum and the end.</summary>
    internal void End()
    {
        byte[] stored = new byte[SHA256.HashSizeInBytes];
        if (stream.ReadAtLeast(stored, stored.Length, throwOnEndOfStream: false) < stored.Length)
            throw CutOff();
        if (!_checksum.GetHashAndReset().AsSpan().SequenceEqual(stored))
            throw new BackupException($"The checksum at the end of the backup {file} is not that of its content: the file is damaged. {Remedy}");
        if (stream.ReadByte() >= 0)
            throw new BackupException($"The backup {file} goes on after its end: the file is damaged. {Remedy}");
    }

    internal BackupException Damaged(long frame) => new($"The backup {file} is damaged: its frame {frame} is not what was written there. {Remedy}");

    internal BackupException Unfit(string what) => new($"{file} {what}. {Remedy}");

    private BackupException CutOff() => new($"The backup {file} is cut off: the file ends before its last frame is complete. {Remedy}");

    public void Dispose()
    {
        _checksum.Dispose();
        stream.Dispose();
    }
}
