using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Keys;

namespace InvestBot.Storage.Journal;

/// <summary>
/// The hash of one journal record: a keyed SHA-256 over the hash before it, its place, its plain fields and the digest of its
/// content. Being over plaintext, it survives a change of data keys; being keyed, it tells a reader of the database nothing.
/// </summary>
internal sealed class ChainLink(DataKeyRing keys) : IDisposable
{
    private readonly IncrementalHash _hash = keys.ChainHash();
    private readonly ArrayBufferWriter<byte> _parts = new(256);

    internal byte[] After(ReadOnlySpan<byte> previous, long sequence, JournalEvent record)
    {
        Span<byte> numbers = stackalloc byte[sizeof(long) * 2 + sizeof(int)];
        BinaryPrimitives.WriteInt64BigEndian(numbers, sequence);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], Microseconds.Of(record.At));
        BinaryPrimitives.WriteInt32BigEndian(numbers[16..], record.Version);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(record.Data.Span, digest);
        _parts.ResetWrittenCount();
        Part(previous);
        Part(numbers);
        Part(Encoding.UTF8.GetBytes(record.Kind));
        Part(Encoding.UTF8.GetBytes(record.Ref));
        Part(digest);
        // In one piece: each call of the cipher library has a price of its own.
        _hash.AppendData(_parts.WrittenSpan);
        return _hash.GetHashAndReset();
    }

    private void Part(ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(_parts.GetSpan(sizeof(int)), bytes.Length);
        _parts.Advance(sizeof(int));
        _parts.Write(bytes);
    }

    public void Dispose() => _hash.Dispose();
}
