using System.Buffers.Binary;
using System.Text;

namespace InvestBot.Storage.Backups.Files;

/// <summary>Reads what <see cref="ArchiveWriter"/> wrote. Frames are checked before, so what is malformed here is a fault of the program.</summary>
#pragma warning disable CA1001 // A part owns nothing.
internal sealed class ArchiveReader(Stream input)
#pragma warning restore CA1001
{
    private readonly byte[] _length = new byte[sizeof(int)];
    private Stream? _part;

    /// <summary>The next part, or null after the last. What was not read of the one before is passed over.</summary>
    internal async Task<(string Name, Stream Content)?> NextAsync(CancellationToken cancellationToken)
    {
        if (_part is not null)
            await _part.CopyToAsync(Stream.Null, cancellationToken);
        int length = await LengthAsync(cancellationToken);
        if (length == 0)
            return null;
        byte[] name = new byte[length];
        await input.ReadExactlyAsync(name, cancellationToken);
        _part = new Chunks(this);
        return (Encoding.UTF8.GetString(name), _part);
    }

    private async ValueTask<int> LengthAsync(CancellationToken cancellationToken)
    {
        await input.ReadExactlyAsync(_length, cancellationToken);
        return BinaryPrimitives.ReadInt32BigEndian(_length);
    }

    private sealed class Chunks(ArchiveReader archive) : ForwardStream
    {
        private int _left;
        private bool _ended;

        public override bool CanRead => true;

        public override int Read(Span<byte> buffer) => throw new NotSupportedException();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0 && !_ended)
            {
                _left = await archive.LengthAsync(cancellationToken);
                _ended = _left == 0;
            }

            if (_ended || buffer.IsEmpty)
                return 0;
            int read = await archive.Input.ReadAsync(buffer[..Math.Min(buffer.Length, _left)], cancellationToken);
            if (read == 0)
                throw new EndOfStreamException();
            _left -= read;
            return read;
        }
    }

    private Stream Input => input;
}
