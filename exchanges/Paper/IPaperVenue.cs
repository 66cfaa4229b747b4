using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Values;
using InvestBot.Exchanges.Venues;

namespace InvestBot.Exchanges.Paper;

/// <summary>The paper venue: a venue whose market time others tell it. In this process, or in one of its own.</summary>
public interface IPaperVenue : IExchange
{
    /// <summary>Opens an account; what is there already stays.</summary>
    /// <param name="account">Which.</param>
    /// <param name="cash">Its first cash.</param>
    /// <param name="settings">What trading costs it, from now on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task OpenAsync(AccountId account, Money cash, PaperSettings settings, CancellationToken cancellationToken);

    /// <summary>Matches an account's orders against the bars of one round; bars that were matched already fill nothing again.</summary>
    /// <returns>True when anything happened.</returns>
    Task<bool> OnRoundAsync(AccountId account, PaperRound round, CancellationToken cancellationToken);

    /// <summary>The recorded market is over: what waits at market fills at the last closes, which are the bars of this round.</summary>
    /// <returns>True when anything happened.</returns>
    Task<bool> OnEndAsync(AccountId account, PaperRound lasts, CancellationToken cancellationToken);

    /// <summary>Forgets what is in memory of an account: its book is read again. For who has put another book there.</summary>
    void Forget(AccountId account);
}

/// <summary>Bars that the venue matches at once.</summary>
/// <param name="Recording">Of which recorded market.</param>
/// <param name="Run">Which run of it; rises when its times begin anew.</param>
/// <param name="Timeframe">The bars' length.</param>
/// <param name="Bars">The bars: of one open time, or each the last of its instrument.</param>
public sealed record PaperRound(string Recording, int Run, Timeframe Timeframe, ImmutableArray<(Instrument Instrument, Bar Bar)> Bars);
