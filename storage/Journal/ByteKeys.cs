using System.Runtime.InteropServices;

namespace InvestBot.Storage.Journal;

/// <summary>Compares keyed digests, whose first bytes are as good a hash as any.</summary>
internal sealed class ByteKeys : IEqualityComparer<byte[]>
{
    internal static ByteKeys Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj) => MemoryMarshal.Read<int>(obj);
}
