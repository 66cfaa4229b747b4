using System.Security.Cryptography;
using System.Text;

namespace InvestBot.Storage.Keys;

/// <summary>The one key that wraps all others. It lives in this process only and is zeroed when disposed of.</summary>
public sealed class MasterKey : IDisposable
{
    /// <summary>Bytes of the key.</summary>
    public const int Size = 32;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] _key;

    private MasterKey(byte[] key) => _key = key;

    /// <summary>Reads the key from its text form, 32 bytes in base64.</summary>
    /// <exception cref="MasterKeyException">The text is something else.</exception>
    public static MasterKey Parse(string text, string origin)
    {
        byte[] key = new byte[Size];
        if (!Convert.TryFromBase64String(text.Trim(), key, out int written) || written != Size)
        {
            CryptographicOperations.ZeroMemory(key);
            throw new MasterKeyException($"The master key from {origin} is not 32 bytes in base64. Put the original key back; a new one cannot read what the old one wrote.");
        }

        return new MasterKey(key);
    }

    /// <summary>Makes a new key for a new installation.</summary>
    public static MasterKey Create() => new(RandomNumberGenerator.GetBytes(Size));

    /// <summary>The text form, for the file or secret store that keeps it.</summary>
    public string ToText() => Convert.ToBase64String(_key);

    /// <summary>Tells this key from others and nothing more: 16 hexadecimal digits.</summary>
    internal string Mark() => Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, 8, info: "mark"u8.ToArray()));

    /// <summary>Encrypts a key or password so that it can lie in the control database.</summary>
    internal byte[] Wrap(ReadOnlySpan<byte> secret, string purpose)
    {
        byte[] wrapped = new byte[NonceSize + secret.Length + TagSize];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceSize));
        using AesGcm cipher = new(_key, TagSize);
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
        byte[] secret = new byte[wrapped.Length - NonceSize - TagSize];
        using AesGcm cipher = new(_key, TagSize);
        try
        {
            cipher.Decrypt(
                wrapped[..NonceSize],
                wrapped[NonceSize..^TagSize],
                wrapped[^TagSize..],
                secret,
                Encoding.UTF8.GetBytes(purpose));
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new MasterKeyException(
                $"The master key does not open '{purpose}'. This installation was made with another key: put that key back where it was, or restore the backup that belongs to this key.",
                exception);
        }

        return secret;
    }

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(_key);
}
