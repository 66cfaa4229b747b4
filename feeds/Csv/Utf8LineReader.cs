namespace InvestBot.Feeds.Csv;

/// <summary>Reads a stream line by line as bytes, without making strings and without holding more than one line.</summary>
/// <remarks>Lines end with LF or CRLF; a byte order mark is skipped. Not thread-safe; does not own the stream.</remarks>
internal sealed class Utf8LineReader(Stream stream)
{
    /// <summary>A longer line means that the file is not text; it is cut there and fails as a row.</summary>
    private const int LongestLine = 1 << 20;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Number of the line last read, from 1.</summary>
    internal int LineNumber { get; private set; }

    /// <summary>Whether the line last read ended with a line end, not with the stream.</summary>
    internal bool Terminated { get; private set; }

    /// <summary>Bytes read from the stream so far.</summary>
    internal long BytesRead { get; private set; }

    /// <summary>Reads the next line, without its end; false after the last. The span is valid until the next call.</summary>
    /// <exception cref="IOException">The stream can't be read.</exception>
    /// <exception cref="InvalidDataException">The compressed data is damaged.</exception>
    internal bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = _start;
        while (true)
        {
            var at = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                line = Take(searched + at, 1);
                return true;
            }

            searched = _end;
            if (_ended || _end - _start >= LongestLine)
            {
                line = Take(_end, 0);
                return line.Length > 0 || !_ended;
            }

            searched -= Fill();
        }
    }

    private ReadOnlySpan<byte> Take(int end, int terminator)
    {
        var line = _buffer.AsSpan(_start, end - _start);
        _start = end + terminator;
        Terminated = terminator > 0;
        if (LineNumber == 0 && line.StartsWith("\uFEFF"u8))
            line = line[3..];
        LineNumber++;
        return line.EndsWith((byte)'\r') ? line[..^1] : line;
    }

    /// <summary>Reads more; returns by how much the buffer's content moved to the front.</summary>
    private int Fill()
    {
        var moved = _start;
        if (moved > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= moved;
            _start = 0;
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        BytesRead += read;
        _ended = read == 0;
        return moved;
    }
}

file static class Bytes
{
    internal static bool EndsWith(this ReadOnlySpan<byte> span, byte last) => span.Length > 0 && span[^1] == last;

    internal static bool EndsWith(this Span<byte> span, byte last) => span.Length > 0 && span[^1] == last;
}
