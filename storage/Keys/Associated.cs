using System.Buffers.Binary;
using System.Text;

namespace InvestBot.Storage.Keys;

/// <summary>What a ciphertext is bound to, so that it opens in its own row only: table, id, and version or sequence.</summary>
internal static class Associated
{
    internal static byte[] With(string table, ReadOnlySpan<byte> id, long number)
    {
        int tableLength = Encoding.UTF8.GetByteCount(table);
        byte[] bytes = new byte[tableLength + 1 + sizeof(long) + id.Length];
        Encoding.UTF8.GetBytes(table, bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(tableLength + 1), number);
        id.CopyTo(bytes.AsSpan(tableLength + 1 + sizeof(long)));
        return bytes;
    }

    internal static byte[] With(string table, string id, long number) => With(table, Encoding.UTF8.GetBytes(id), number);
}
