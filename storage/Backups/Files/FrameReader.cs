using System.Buffers.Binary;
using System.Security.Cryptography;

namespace InvestBot.Storage.Backups.Files;

/// <summary>Opens the frames of one backup, in order, and refuses the first that is not what was written there.</summary>
internal sealed class FrameReader(BackupSource source, ReadOnlySpan<byte> backupKey, ReadOnlySpan<byte> header) : ForwardStream
{
    private readonly FrameCipher _cipher = new(backupKey, header);
    private readonly byte[] _plain = new byte[FrameCipher.FrameSize];
    private readonly byte[] _sealed = new byte[FrameCipher.FrameSize + FrameCipher.TagSize];
    private int _start;
    private int _end;
    private bool _final;

    public override bool CanRead => true;

    public override int Read(Span<byte> buffer)
    {
        while (_start == _end)
        {
            if (_final)
                return 0;
            Next();
        }

        int taken = Math.Min(buffer.Length, _end - _start);
        _plain.AsSpan(_start, taken).CopyTo(buffer);
        _start += taken;
        return taken;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    /// <summary>Reads what is left and checks the end of the file.</summary>
    /// <exception cref="BackupException">It is damaged or cut off.</exception>
    internal void Complete()
    {
        while (!_final)
            Next();
        source.End();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher.Dispose();
            CryptographicOperations.ZeroMemory(_plain);
        }

        base.Dispose(disposing);
    }

    private void Next()
    {
        Span<byte> lengthBytes = stackalloc byte[sizeof(int)];
        source.Fill(lengthBytes);
        int length = BinaryPrimitives.ReadInt32BigEndian(lengthBytes);
        bool final = length < 0;
        length &= ~FrameCipher.FinalBit;
        if (length > FrameCipher.FrameSize)
            throw source.Damaged(_cipher.Next);
        Span<byte> bytes = _sealed.AsSpan(0, length + FrameCipher.TagSize);
        source.Fill(bytes);
        long number = _cipher.Next;
        try
        {
            _cipher.Open(bytes[..length], bytes[length..], _plain.AsSpan(0, length), final);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw source.Damaged(number);
        }

        (_start, _end, _final) = (0, length, final);
    }
}
