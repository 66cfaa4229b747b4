using InvestBot.Domain.Identity;
using InvestBot.Exchanges.Credentials;
using InvestBot.Storage.Credentials;

namespace InvestBot.Silo.Credentials;

/// <summary>Keys of venues out of the instances' databases.</summary>
internal sealed class StoredCredentials(CredentialStore store) : IVenueCredentials
{
    public async Task<byte[]> ReadAsync(InstanceId instance, string name, CancellationToken cancellationToken) =>
        await store.ReadAsync(instance.ToString(), name, cancellationToken) ?? throw new CredentialMissingException(instance, name);
}
