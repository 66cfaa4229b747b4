using System.Buffers.Binary;
using System.Security.Cryptography;

namespace InvestBot.Storage.Backups.Files;

/// <summary>
/// Seals the frames of one backup (AES-256-GCM). The key is the backup's own, so nonces just count; each frame is bound to the
/// header, to its number and to whether it is the last: none can be changed, moved, left out or cut off unseen.
/// </summary>
internal sealed class FrameCipher : IDisposable
{
    internal const int FrameSize = 1024 * 1024;
    internal const int TagSize = 16;
    internal const int FinalBit = 1 << 31;

    private readonly AesGcm _cipher;
    private readonly byte[] _associated = new byte[SHA256.HashSizeInBytes + sizeof(long) + 1];
    private readonly byte[] _nonce = new byte[12];
    private long _frame;

    internal FrameCipher(ReadOnlySpan<byte> backupKey, ReadOnlySpan<byte> header)
    {
        SHA256.HashData(header, _associated);
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, backupKey, key, salt: _associated.AsSpan(0, SHA256.HashSizeInBytes), info: "investbot backup frames"u8);
        _cipher = new AesGcm(key, TagSize);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>The number of the frame that comes next, from 1.</summary>
    internal long Next => _frame + 1;

    internal void Seal(ReadOnlySpan<byte> plain, Span<byte> sealedBytes, Span<byte> tag, bool final)
    {
        Count(final);
        _cipher.Encrypt(_nonce, plain, sealedBytes, tag, _associated);
    }

    /// <exception cref="AuthenticationTagMismatchException">It is not the frame that was written there.</exception>
    internal void Open(ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> tag, Span<byte> plain, bool final)
    {
        Count(final);
        _cipher.Decrypt(_nonce, sealedBytes, tag, plain, _associated);
    }

    private void Count(bool final)
    {
        BinaryPrimitives.WriteInt64BigEndian(_nonce.AsSpan(4), ++_frame);
        BinaryPrimitives.WriteInt64BigEndian(_associated.AsSpan(SHA256.HashSizeInBytes), _frame);
        _associated[^1] = final ? (byte)1 : (byte)0;
    }

    public void Dispose() => _cipher.Dispose();
}
