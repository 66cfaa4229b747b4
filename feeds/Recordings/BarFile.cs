using System.Buffers.Binary;
using System.IO.Compression;
using InvestBot.Feeds.Csv;

namespace InvestBot.Feeds.Recordings;

/// <summary>Opens bar files, compressed or not.</summary>
internal static class BarFile
{
    internal static Stream Open(string path)
    {
        var compressed = IsCompressed(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return compressed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Whether the name says so, or the content does (RFC 1952, ID1 and ID2): downloads often lose their ending.</summary>
    private static bool IsCompressed(string path)
    {
        if (FileNames.IsCompressed(path))
            return true;
        using var file = File.OpenRead(path);
        return file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
    }

    /// <summary>
    /// Whether as many bytes came out of a compressed file as its end says went in (RFC 1952, ISIZE). A file that was
    /// cut inflates without an error otherwise.
    /// </summary>
    internal static bool IsWhole(string path, long bytes)
    {
        if (!IsCompressed(path))
            return true;
        using var file = File.OpenRead(path);
        if (file.Length < 18)
            return false;
        Span<byte> size = stackalloc byte[4];
        file.Seek(-4, SeekOrigin.End);
        file.ReadExactly(size);
        return BinaryPrimitives.ReadUInt32LittleEndian(size) == unchecked((uint)bytes);
    }

    /// <summary>
    /// The median distance of the first thousand distinct times in minutes; 0 where it can't be told. Faulty rows are
    /// passed over: the reader reports them.
    /// </summary>
    internal static int MedianGap(string path)
    {
        var gaps = new List<int>(1000);
        try
        {
            using var stream = Open(path);
            var lines = new Utf8LineReader(stream);
            if (!lines.TryRead(out var first) || BarHeader.TryRead(first, out _) is not { } header)
                return 0;
            Span<Range> ranges = stackalloc Range[header.Fields];
            Span<byte> clock = stackalloc byte[RowFields.LongestTime];
            var previous = long.MaxValue;
            while (gaps.Count < 1000 && lines.TryRead(out var line))
            {
                var row = new RowFields(line, ranges);
                if (row.Split(header.Delimiter) != header.Fields || !TimestampText.TryParse(row.Time(header, clock), out var seconds, out _))
                    continue;
                if (seconds > previous)
                    gaps.Add((int)Math.Min((seconds - previous) / 60, int.MaxValue));
                previous = seconds;
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // The reader meets the same fault and reports it.
        }

        gaps.Sort();
        return gaps.Count == 0 ? 0 : gaps[gaps.Count / 2];
    }
}
