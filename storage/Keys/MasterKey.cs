using System.Security.Cryptography;
using System.Text;

namespace InvestBot.Storage.Keys;

/// <summary>
/// The key that wraps all others. Beside it may be others that open what was wrapped before or, during a change of keys, after: the
/// installation says which one is in use. They live in this process only and are zeroed when disposed of.
/// </summary>
public sealed class MasterKey : IDisposable
{
    /// <summary>Bytes of a key.</summary>
    public const int Size = 32;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly Lock _changing = new();

    // The first is the one in use. Replaced as a whole, never changed: whoever reads it needs no lock.
    private volatile byte[][] _keys;

    private MasterKey(byte[][] keys) => _keys = keys;

    /// <summary>Reads keys from their text form: 32 bytes in base64 each, apart by spaces or line ends. One is the rule.</summary>
    /// <exception cref="MasterKeyException">The text is something else.</exception>
    public static MasterKey Parse(string text, string origin)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<byte[]> keys = [];
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            byte[] key = new byte[Size];
            keys.Add(key);
            if (!Convert.TryFromBase64String(word, key, out int written) || written != Size)
                throw Malformed(keys, origin);
        }

        return keys.Count > 0 ? new MasterKey([.. keys]) : throw Malformed(keys, origin);
    }

    /// <summary>Makes a new key for a new installation.</summary>
    public static MasterKey Create() => new([RandomNumberGenerator.GetBytes(Size)]);

    /// <summary>The text form of the key in use, for the file or secret store that keeps it.</summary>
    public string ToText() => Convert.ToBase64String(_keys[0]);

    /// <summary>The text forms of all keys, the one in use first.</summary>
    internal IReadOnlyList<string> ToTexts() => [.. _keys.Select(key => Convert.ToBase64String(key))];

    /// <summary>The same keys, to be used for another installation.</summary>
    public MasterKey Copy() => new([.. _keys.Select(key => (byte[])key.Clone())]);

    /// <summary>Tells the key in use from others and nothing more: 16 hexadecimal digits.</summary>
    internal string Mark() => Mark(_keys[0]);

    /// <summary>Whether one of the keys has this mark.</summary>
    internal bool Knows(string mark) => _keys.Any(key => Mark(key) == mark);

    /// <summary>Puts the keys of another beside these; those that are known already stay where they are.</summary>
    internal void Add(MasterKey other)
    {
        lock (_changing)
            _keys = [.. _keys, .. other._keys.Where(key => !_keys.Any(known => known.AsSpan().SequenceEqual(key))).Select(key => (byte[])key.Clone())];
    }

    /// <summary>Takes the key that opens this into use.</summary>
    /// <returns>False when none does; nothing is changed then.</returns>
    internal bool Choose(ReadOnlySpan<byte> wrapped, string purpose)
    {
        lock (_changing)
        {
            byte[][] keys = _keys;
            for (int i = 0; i < keys.Length; i++)
            {
                if (Open(keys[i], wrapped, purpose) is not { } secret)
                    continue;
                CryptographicOperations.ZeroMemory(secret);
                if (i > 0)
                    _keys = [keys[i], .. keys[..i], .. keys[(i + 1)..]];
                return true;
            }

            return false;
        }
    }

    /// <summary>Encrypts a key or password so that it can lie in the control database.</summary>
    internal byte[] Wrap(ReadOnlySpan<byte> secret, string purpose) => Wrap(secret, purpose, out _);

    /// <param name="secret">What is wrapped.</param>
    /// <param name="purpose">It opens for the same purpose only.</param>
    /// <param name="mark">The mark of the key that it is wrapped under.</param>
    internal byte[] Wrap(ReadOnlySpan<byte> secret, string purpose, out string mark)
    {
        byte[] key = _keys[0];
        mark = Mark(key);
        byte[] wrapped = new byte[NonceSize + secret.Length + TagSize];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceSize));
        using AesGcm cipher = new(key, TagSize);
        cipher.Encrypt(
            wrapped.AsSpan(0, NonceSize),
            secret,
            wrapped.AsSpan(NonceSize, secret.Length),
            wrapped.AsSpan(NonceSize + secret.Length),
            Encoding.UTF8.GetBytes(purpose));
        return wrapped;
    }

    /// <exception cref="MasterKeyException">It was wrapped by another key, for another purpose, or was changed.</exception>
    internal byte[] Unwrap(ReadOnlySpan<byte> wrapped, string purpose)
    {
        foreach (byte[] key in _keys)
        {
            if (Open(key, wrapped, purpose) is { } secret)
                return secret;
        }

        throw new MasterKeyException(
            $"The master key does not open '{purpose}'. This installation was made with another key: put that key back where it was, or restore the backup that belongs to this key.");
    }

    private static byte[]? Open(byte[] key, ReadOnlySpan<byte> wrapped, string purpose)
    {
        if (wrapped.Length < NonceSize + TagSize)
            return null;
        byte[] secret = new byte[wrapped.Length - NonceSize - TagSize];
        using AesGcm cipher = new(key, TagSize);
        try
        {
            cipher.Decrypt(wrapped[..NonceSize], wrapped[NonceSize..^TagSize], wrapped[^TagSize..], secret, Encoding.UTF8.GetBytes(purpose));
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static string Mark(byte[] key) => Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 8, info: "mark"u8.ToArray()));

    private static MasterKeyException Malformed(List<byte[]> keys, string origin)
    {
        keys.ForEach(key => CryptographicOperations.ZeroMemory(key));
        return new MasterKeyException($"The master key from {origin} is not 32 bytes in base64. Put the original key back; a new one cannot read what the old one wrote.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (byte[] key in _keys)
            CryptographicOperations.ZeroMemory(key);
    }
}
