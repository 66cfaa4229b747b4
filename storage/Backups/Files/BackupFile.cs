using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using InvestBot.Storage.Keys;

namespace InvestBot.Storage.Backups.Files;

/// <summary>A backup file that is open for reading: its header, and its content once the master key has opened it.</summary>
internal sealed class BackupFile : IDisposable
{
    private const int LargestHeader = 1024 * 1024;

    private readonly BackupSource _source;
    private readonly byte[] _headerBytes;
    private FrameReader? _frames;

    private BackupFile(BackupSource source, byte[] headerBytes, BackupHeader header)
    {
        _source = source;
        _headerBytes = headerBytes;
        Header = header;
    }

    internal BackupHeader Header { get; }

    /// <summary>Reads the header; the content is not looked at yet.</summary>
    /// <exception cref="BackupException">It is no backup, or one of a newer version, or damaged.</exception>
    internal static BackupFile Open(string path)
    {
        if (!File.Exists(path))
            throw new BackupException($"There is no backup {path}; investbot backup list shows what there is.");
        BackupSource source = new(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024));
        try
        {
            byte[] front = new byte[FrameWriter.Magic.Length + 1 + sizeof(int)];
            source.Fill(front);
            if (!front.AsSpan().StartsWith(FrameWriter.Magic))
                throw source.Unfit("is no backup of InvestBot");
            if (front[FrameWriter.Magic.Length] > FrameWriter.Format)
                throw source.Unfit($"has backup format {front[FrameWriter.Magic.Length]}, and this version knows up to {FrameWriter.Format}: use the version that made it");
            int length = BinaryPrimitives.ReadInt32BigEndian(front.AsSpan(FrameWriter.Magic.Length + 1));
            if (length is < 2 or > LargestHeader)
                throw source.Unfit("has a damaged head");
            byte[] bytes = new byte[length];
            source.Fill(bytes);
            return new BackupFile(source, bytes, Parse(source, bytes));
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>The content, in order.</summary>
    /// <exception cref="BackupException">It is under another master key, or the header is damaged.</exception>
    internal FrameReader Unlock(MasterKey master)
    {
        if (!master.Knows(Header.KeyMark))
            throw _source.Unfit($"was made under another master key, with the mark {Header.KeyMark}: give the key of that installation, or the one from before this one was changed, as docs/backup.md says");
        byte[] key;
        try
        {
            key = master.Unwrap(Convert.FromBase64String(Header.Key), KeyPurpose(Header.Id));
        }
        catch (Exception exception) when (exception is MasterKeyException or FormatException or OverflowException)
        {
            throw _source.Unfit("has a damaged head: its key does not open");
        }

        _frames = new FrameReader(_source, key, _headerBytes);
        CryptographicOperations.ZeroMemory(key);
        return _frames;
    }

    internal static string KeyPurpose(string id) => $"key of backup {id}";

    public void Dispose()
    {
        _frames?.Dispose();
        _source.Dispose();
    }

    private static BackupHeader Parse(BackupSource source, byte[] bytes)
    {
        try
        {
            return BackupHeader.Parse(bytes);
        }
        catch (JsonException)
        {
            throw source.Unfit("has a damaged head");
        }
    }
}
