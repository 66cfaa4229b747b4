using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace InvestBot.Simulation.Witnesses;

/// <summary>Everything that a run did: a digest of all of it, and the last lines in words. Two runs that did the same have the same digest.</summary>
internal sealed class Trace : IDisposable
{
    private const int Remembered = 60;
    private const int Piece = 1 << 16;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _unhashed = new(2 * Piece);
    private readonly Queue<string> _last = new(Remembered + 1);
    private readonly Func<string> _when;

    /// <param name="when">Says step and time.</param>
    internal Trace(Func<string> when) => _when = when;

    internal IReadOnlyCollection<string> Last => _last;

    internal long Lines { get; private set; }

    /// <summary>Notes one line and the bytes behind it.</summary>
    internal void Note(string what, ReadOnlySpan<byte> content = default)
    {
        var line = $"{_when()} {what}";
        Encoding.UTF8.GetBytes(line, _unhashed);
        _unhashed.Write(content);
        if (_unhashed.WrittenCount >= Piece) Hash();
        _last.Enqueue(line);
        if (_last.Count > Remembered) _last.Dequeue();
        Lines++;
    }

    /// <summary>The digest so far, in hexadecimal.</summary>
    internal string Digest()
    {
        Hash();
        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    public void Dispose() => _hash.Dispose();

    // In large pieces: each call of the cipher library has a price of its own.
    private void Hash()
    {
        _hash.AppendData(_unhashed.WrittenSpan);
        _unhashed.ResetWrittenCount();
    }
}
