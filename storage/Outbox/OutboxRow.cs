using System.Buffers.Binary;
using System.Text;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Keys;

namespace InvestBot.Storage.Outbox;

/// <summary>An encrypted message: length and text of source and target, then the data, sealed as one.</summary>
internal sealed record OutboxRow(byte[] Source, long Sequence, string Kind, byte[] Message)
{
    internal static byte[] Key(string source, DataKeyRing keys) => keys.Blind("outbox|" + source);

    internal static OutboxRow Seal(OutboxMessage message, DataKeyRing keys)
    {
        byte[] source = Encoding.UTF8.GetBytes(message.Source);
        byte[] target = Encoding.UTF8.GetBytes(message.Target);
        byte[] plain = new byte[sizeof(int) * 2 + source.Length + target.Length + message.Data.Length];
        Span<byte> rest = Part(Part(plain, source), target);
        message.Data.Span.CopyTo(rest);
        byte[] key = Key(message.Source, keys);
        return new OutboxRow(key, message.Sequence, message.Kind, keys.Seal(plain, Associated.With("outbox", key, message.Sequence)));
    }

    internal OutboxMessage Open(DataKeyRing keys)
    {
        byte[] plain = keys.Open(Message, Associated.With("outbox", Source, Sequence));
        int sourceLength = BinaryPrimitives.ReadInt32BigEndian(plain);
        int targetLength = BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(sizeof(int) + sourceLength));
        int start = sizeof(int) * 2 + sourceLength;
        return new OutboxMessage(
            Sequence,
            Encoding.UTF8.GetString(plain.AsSpan(sizeof(int), sourceLength)),
            Encoding.UTF8.GetString(plain.AsSpan(start, targetLength)),
            Kind,
            plain.AsMemory(start + targetLength));
    }

    private static Span<byte> Part(Span<byte> output, ReadOnlySpan<byte> text)
    {
        BinaryPrimitives.WriteInt32BigEndian(output, text.Length);
        text.CopyTo(output[sizeof(int)..]);
        return output[(sizeof(int) + text.Length)..];
    }
}
