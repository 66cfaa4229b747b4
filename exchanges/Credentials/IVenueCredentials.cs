using InvestBot.Domain.Identity;

namespace InvestBot.Exchanges.Credentials;

/// <summary>The keys of venues and wallets that a person set for an instance. A venue's adapter asks for them when it opens a session.</summary>
public interface IVenueCredentials
{
    /// <summary>A key. Zero the bytes when they have been used; never log or return them.</summary>
    /// <param name="instance">Whose.</param>
    /// <param name="name">As it was set: <c>alpaca.secret</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CredentialMissingException">It is not set; the message says how to set it.</exception>
    Task<byte[]> ReadAsync(InstanceId instance, string name, CancellationToken cancellationToken);
}

/// <summary>A venue needs a key that nobody has set.</summary>
public sealed class CredentialMissingException(InstanceId instance, string name)
    : Exception($"'{instance}' has no key '{name}'. Set it: investbot keys set {instance} {name}");
