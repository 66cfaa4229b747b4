using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace InvestBot.Storage.Keys;

/// <summary>
/// Encrypts and decrypts the content of one instance (AES-256-GCM). Each ciphertext names its key and the salt of the process
/// that wrote it; under a key derived from both, nonces just count, so that none can come twice. The newest key writes.
/// </summary>
/// <remarks>Layout: format (1) | key id (4) | salt (16) | counter (8) | ciphertext | tag (16).</remarks>
public sealed class DataKeyRing : IDisposable
{
    private const byte Format = 1;
    private const int SaltSize = 16;
    private const int TagSize = 16;
    private const int HeaderSize = 1 + sizeof(int) + SaltSize + sizeof(long);
    private const int CachedReaders = 64;

    private readonly Dictionary<int, byte[]> _keys;
    private readonly Func<IReadOnlyCollection<DataKey>>? _reload;
    private readonly Dictionary<(int Id, UInt128 Salt), AesGcm> _readers = [];
    private readonly Lock _reading = new();
    private readonly Lock _writing = new();
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(SaltSize);
    private readonly byte[] _indexKey;
    private readonly byte[] _chainKey;
    private int _current;
    private AesGcm _writer;
    private long _counter;

    /// <param name="keys">What there is.</param>
    /// <param name="reload">Asks again for what there is, when something was written under a key that is not here.</param>
    internal DataKeyRing(IReadOnlyCollection<DataKey> keys, Func<IReadOnlyCollection<DataKey>>? reload = null)
    {
        _keys = keys.ToDictionary(key => key.Id, key => key.Secret);
        _reload = reload;
        _current = _keys.Keys.Max();
        byte[] index = _keys[DataKey.IndexId];
        _indexKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, index, 32, info: "index"u8.ToArray());
        _chainKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, index, 32, info: "chain"u8.ToArray());
        _writer = Cipher(_current, _salt);
    }

    /// <summary>A ring with one new key that is kept nowhere: nothing that it seals can be opened later.</summary>
    public static DataKeyRing OfOneKey() =>
        new([new DataKey(DataKey.IndexId, RandomNumberGenerator.GetBytes(MasterKey.Size)), new DataKey(DataKey.IndexId + 1, RandomNumberGenerator.GetBytes(MasterKey.Size))]);

    /// <summary>Takes a new key into use; what was written under the others stays readable.</summary>
    internal void Add(DataKey key)
    {
        lock (_reading)
            _keys.TryAdd(key.Id, key.Secret);
        lock (_writing)
        {
            if (key.Id <= _current)
                return;
            lock (_reading)
            {
                _writer.Dispose();
                _writer = Cipher(key.Id, _salt);
            }

            _current = key.Id;
        }
    }

    /// <summary>Encrypts for one place.</summary>
    /// <param name="plaintext">The content.</param>
    /// <param name="associated">The place: opening it elsewhere fails.</param>
    public byte[] Seal(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associated)
    {
        byte[] output = new byte[HeaderSize + plaintext.Length + TagSize];
        Span<byte> nonce = stackalloc byte[12];
        output[0] = Format;
        _salt.CopyTo(output, 5);
        lock (_writing)
        {
            BinaryPrimitives.WriteInt32BigEndian(output.AsSpan(1), _current);
            BinaryPrimitives.WriteInt64BigEndian(nonce[4..], ++_counter);
            nonce[4..].CopyTo(output.AsSpan(5 + SaltSize));
            _writer.Encrypt(nonce, plaintext, output.AsSpan(HeaderSize, plaintext.Length), output.AsSpan(HeaderSize + plaintext.Length), associated);
        }

        return output;
    }

    /// <summary>Decrypts what was sealed for this place.</summary>
    /// <exception cref="CryptographicException">It was changed, moved from another row, or written under a key that is not here.</exception>
    public byte[] Open(ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> associated)
    {
        if (ciphertext.Length < HeaderSize + TagSize || ciphertext[0] != Format)
            throw new CryptographicException("This is not a ciphertext of this system.");
        int id = BinaryPrimitives.ReadInt32BigEndian(ciphertext[1..]);
        ReadOnlySpan<byte> salt = ciphertext.Slice(5, SaltSize);
        Span<byte> nonce = stackalloc byte[12];
        ciphertext.Slice(5 + SaltSize, sizeof(long)).CopyTo(nonce[4..]);
        byte[] plaintext = new byte[ciphertext.Length - HeaderSize - TagSize];
        Fetch(id);
        lock (_reading)
        {
            Reader(id, salt).Decrypt(nonce, ciphertext[HeaderSize..^TagSize], ciphertext[^TagSize..], plaintext, associated);
        }

        return plaintext;
    }

    /// <summary>A keyed digest, by which a row can be found without its name being readable.</summary>
    public byte[] Blind(string text) => HMACSHA256.HashData(_indexKey, Encoding.UTF8.GetBytes(text));

    /// <summary>A keyed hash for the journal's chain: it neither reveals content nor can be forged without the key.</summary>
    internal IncrementalHash ChainHash() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _chainKey);

    // Another process has changed the key: its newest also writes here from now on.
    private void Fetch(int id)
    {
        lock (_reading)
        {
            if (_reload is null || _keys.ContainsKey(id))
                return;
        }

        foreach (DataKey key in _reload())
            Add(key);
    }

    private AesGcm Reader(int id, ReadOnlySpan<byte> salt)
    {
        UInt128 saltKey = BinaryPrimitives.ReadUInt128BigEndian(salt);
        if (_readers.TryGetValue((id, saltKey), out AesGcm? reader))
            return reader;
        if (_readers.Count >= CachedReaders)
        {
            foreach (AesGcm old in _readers.Values)
                old.Dispose();
            _readers.Clear();
        }

        return _readers[(id, saltKey)] = Cipher(id, salt.ToArray());
    }

    private AesGcm Cipher(int id, byte[] salt)
    {
        if (id == DataKey.IndexId || !_keys.TryGetValue(id, out byte[]? key))
            throw new CryptographicException($"Data key {id} is not in this instance's ring.");
        byte[] derived = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, salt, "data"u8.ToArray());
        AesGcm cipher = new(derived, TagSize);
        CryptographicOperations.ZeroMemory(derived);
        return cipher;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_writing)
            _writer.Dispose();
        lock (_reading)
        {
            foreach (AesGcm reader in _readers.Values)
                reader.Dispose();
            _readers.Clear();
        }

        foreach (byte[] key in _keys.Values)
            CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(_indexKey);
        CryptographicOperations.ZeroMemory(_chainKey);
    }
}
