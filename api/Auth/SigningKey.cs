using System.Security.Cryptography;
using InvestBot.Storage;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Instances;

namespace InvestBot.Api.Auth;

/// <summary>
/// The key that signs access tokens: made on the first start, kept encrypted with the fleet's own state, so that tokens outlive a restart.
/// </summary>
internal sealed class SigningKey(FleetStorage storage) : IDisposable
{
    internal const int Size = 32;

    private static readonly GrainAddress Place = new("signing-key", "api", "access-tokens");

    private readonly SemaphoreSlim _loading = new(1, 1);
    private byte[]? _key;

    internal async ValueTask<byte[]> GetAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _key) is { } known) return known;
        await _loading.WaitAsync(cancellationToken);
        try
        {
            return _key ??= await LoadAsync(cancellationToken);
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Dispose()
    {
        if (_key is not null) CryptographicOperations.ZeroMemory(_key);
        _loading.Dispose();
    }

    private async Task<byte[]> LoadAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is { } stored) return stored;
        var made = RandomNumberGenerator.GetBytes(Size);
        try
        {
            await storage.Commits.CommitAsync(InstanceName.Fleet, new GrainCommit(Place, 0, made, [], [], []));
            return made;
        }
        catch (CommitConflictException)
        {
            // Another process of the fleet was first; its key counts.
            return await ReadAsync(cancellationToken) ?? throw new InvalidOperationException("The signing key is there and cannot be read.");
        }
    }

    private async Task<byte[]?> ReadAsync(CancellationToken cancellationToken) =>
        (await storage.Commits.ReadAsync(InstanceName.Fleet, Place, cancellationToken))?.Data is { Length: Size } data ? data.ToArray() : null;
}
