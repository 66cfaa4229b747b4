using System.Buffers.Binary;
using System.Security.Cryptography;

namespace InvestBot.Storage.Backups.Files;

/// <summary>
/// Writes one backup: magic, format, header, sealed frames of 1 MiB, and at the end the SHA-256 of all before, by which a copy can be
/// checked without a key. It keeps one frame in memory, however large the backup.
/// </summary>
internal sealed class FrameWriter : ForwardStream
{
    internal const byte Format = 1;

    private readonly Stream _file;
    private readonly FrameCipher _cipher;
    private readonly IncrementalHash _checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _plain = new byte[FrameCipher.FrameSize];
    private readonly byte[] _sealed = new byte[sizeof(int) + FrameCipher.FrameSize + FrameCipher.TagSize];
    private int _filled;

    internal FrameWriter(Stream file, ReadOnlySpan<byte> backupKey, ReadOnlySpan<byte> header)
    {
        _file = file;
        _cipher = new FrameCipher(backupKey, header);
        byte[] front = [.. Magic, Format, 0, 0, 0, 0, .. header];
        BinaryPrimitives.WriteInt32BigEndian(front.AsSpan(Magic.Length + 1), header.Length);
        Put(front);
    }

    internal static ReadOnlySpan<byte> Magic => "IBBACKUP"u8;

    public override bool CanWrite => true;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_filled == _plain.Length)
                Seal(final: false);
            int taken = Math.Min(buffer.Length, _plain.Length - _filled);
            buffer[..taken].CopyTo(_plain.AsSpan(_filled));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>Seals the last frame and writes the checksum: without it the file is no backup.</summary>
    internal void Complete()
    {
        Seal(final: true);
        _file.Write(_checksum.GetHashAndReset());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher.Dispose();
            _checksum.Dispose();
            CryptographicOperations.ZeroMemory(_plain);
        }

        base.Dispose(disposing);
    }

    private void Seal(bool final)
    {
        int end = sizeof(int) + _filled;
        BinaryPrimitives.WriteInt32BigEndian(_sealed, final ? _filled | FrameCipher.FinalBit : _filled);
        _cipher.Seal(_plain.AsSpan(0, _filled), _sealed.AsSpan(sizeof(int), _filled), _sealed.AsSpan(end, FrameCipher.TagSize), final);
        Put(_sealed.AsSpan(0, end + FrameCipher.TagSize));
        _filled = 0;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _checksum.AppendData(bytes);
        _file.Write(bytes);
    }
}
