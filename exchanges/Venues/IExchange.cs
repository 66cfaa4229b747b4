using InvestBot.Domain.Identity;
using InvestBot.Domain.Venues;

namespace InvestBot.Exchanges.Venues;

/// <summary>A venue. Every request carries our ids, so that asking twice is harmless; what the venue says is numbered per account and can be read again.</summary>
public interface IExchange
{
    /// <summary>Hands a request to the venue. When it returns, the venue has it; when it throws, that is unknown and it is asked again.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="request">What.</param>
    /// <param name="at">Market time of the decision.</param>
    /// <param name="cancellationToken">Gives up; the outcome is unknown then.</param>
    Task SendAsync(AccountId account, VenueRequest request, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>What the venue said after a number, in its order; at most some hundred at a time.</summary>
    Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken);

    /// <summary>The venue's own books of an account.</summary>
    Task<VenueSnapshot> SnapshotAsync(AccountId account, CancellationToken cancellationToken);
}
