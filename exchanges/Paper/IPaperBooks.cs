using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Venues;

namespace InvestBot.Exchanges.Paper;

/// <summary>Where the paper venue keeps its books, apart from what its customers keep.</summary>
public interface IPaperBooks
{
    /// <summary>An account's book with its version, or <c>null</c>.</summary>
    Task<(PaperBook Book, long Version)?> LoadAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>Keeps a book and what the venue says with it, both or neither.</summary>
    /// <param name="book">As it is now.</param>
    /// <param name="expectedVersion">As loaded or last saved; 0 for a new account.</param>
    /// <param name="events">What happened since.</param>
    /// <param name="cancellationToken">Gives up; the outcome is unknown then.</param>
    /// <returns>The new version.</returns>
    Task<long> SaveAsync(PaperBook book, long expectedVersion, ImmutableArray<VenueEvent> events, CancellationToken cancellationToken);

    /// <summary>What the venue said after a number.</summary>
    Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken);
}

/// <summary>What the paper venue knows of an account.</summary>
/// <param name="Account">Cash, orders and holdings.</param>
/// <param name="MatchedTo">Open time of the last bar that was matched: a bar that comes again fills nothing again.</param>
/// <param name="Run">Which run of the recorded market that was; a new run begins its times anew.</param>
/// <param name="Events">How many events there were.</param>
/// <param name="AskedAt">
/// Market time of the run's latest request. Who asks at a bar's close has seen it matched: were it matched again, after a
/// crash that lost the note of it, then with what was asked because of it.
/// </param>
/// <param name="Settings">What trading costs the account; null in books that were written before it was kept.</param>
public sealed record PaperBook(PaperAccount Account, DateTimeOffset? MatchedTo, int Run, long Events, DateTimeOffset? AskedAt = null, PaperSettings? Settings = null);
