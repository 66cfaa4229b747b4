using System.Buffers.Binary;
using System.Text;

namespace InvestBot.Storage.Backups.Files;

/// <summary>Named parts, one after another, of any length: each is a row of chunks with their length before them, and a chunk of length 0.</summary>
internal sealed class ArchiveWriter(Stream output)
{
    private readonly byte[] _length = new byte[sizeof(int)];

    /// <summary>Writes a part.</summary>
    internal async Task PartAsync(string name, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        await LengthAsync(bytes.Length, cancellationToken);
        await output.WriteAsync(bytes, cancellationToken);
        await using Chunks chunks = new(this);
        await write(chunks);
        await LengthAsync(0, cancellationToken);
    }

    /// <summary>No part comes any more.</summary>
    internal ValueTask EndAsync(CancellationToken cancellationToken) => LengthAsync(0, cancellationToken);

    private ValueTask LengthAsync(int length, CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteInt32BigEndian(_length, length);
        return output.WriteAsync(_length, cancellationToken);
    }

    private sealed class Chunks(ArchiveWriter archive) : ForwardStream
    {
        public override bool CanWrite => true;

        public override void Write(ReadOnlySpan<byte> buffer) => throw new NotSupportedException();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.IsEmpty)
                return;
            await archive.LengthAsync(buffer.Length, cancellationToken);
            await archive.Output.WriteAsync(buffer, cancellationToken);
        }
    }

    private Stream Output => output;
}
