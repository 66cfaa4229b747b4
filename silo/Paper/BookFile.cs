using System.Security.Cryptography;
using System.Text;

namespace InvestBot.Silo.Paper;

/// <summary>
/// Lines that are on the disk when their writing returns. Each carries a part of its own digest: a last one that a power cut has cut
/// short is known, and removed, when the file is opened again. One process at a time, one writer in it.
/// </summary>
internal sealed class BookFile : IDisposable
{
    private const int DigestLength = 16;
    private readonly FileStream _file;
    private readonly List<long> _starts = [0];

    /// <summary>Opens, or makes, a file.</summary>
    /// <exception cref="InvalidDataException">A line that others follow is not what was written.</exception>
    /// <exception cref="IOException">Another process has it open.</exception>
    internal BookFile(string path)
    {
        _file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        try
        {
            Find(path);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>How many lines there are.</summary>
    internal int Count => _starts.Count - 1;

    /// <summary>A line by its place, from 0.</summary>
    internal byte[] this[int index]
    {
        get
        {
            var line = new byte[_starts[index + 1] - _starts[index] - DigestLength - 2];
            RandomAccess.Read(_file.SafeFileHandle, line, _starts[index] + DigestLength + 1);
            return line;
        }
    }

    /// <summary>Adds a line, which holds no line end; returns once it is on the disk.</summary>
    internal void Append(ReadOnlySpan<byte> line)
    {
        byte[] all = [.. Encoding.ASCII.GetBytes(Digest(line) + " "), .. line, (byte)'\n'];
        var start = _starts[^1];
        try
        {
            _file.Position = start;
            _file.Write(all);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // What is there of it must not count later.
            _file.SetLength(start);
            throw;
        }
        _starts.Add(start + all.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Find(string path)
    {
        var (end, bad) = (0L, false);
        foreach (var text in File.ReadLines(path))
        {
            if (bad) throw new InvalidDataException($"{path}: line {Count + 1} is not what the paper venue wrote. Put the file back from a copy, or take it away: its account begins anew then.");
            var line = Encoding.UTF8.GetBytes(text);
            end += line.Length + 1;
            bad = end > _file.Length || line.Length <= DigestLength || text[..DigestLength] != Digest(line.AsSpan(DigestLength + 1));
            if (!bad) _starts.Add(end);
        }
        if (bad) _file.SetLength(_starts[^1]);
    }

    private static string Digest(ReadOnlySpan<byte> line) => Convert.ToHexStringLower(SHA256.HashData(line))[..DigestLength];
}
