using System.Collections.Concurrent;
using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Venues;

namespace InvestBot.Exchanges.Paper;

/// <summary>
/// The paper venue: <see cref="PaperDesk"/> and <see cref="PaperMatching"/> over durable books. It hears each bar before
/// those who trade do, as a real venue would. A change that can't be kept did not happen: the book is read again.
/// </summary>
public sealed class PaperExchange(IPaperBooks books) : IExchange
{
    private readonly ConcurrentDictionary<AccountId, PaperTeller> _tellers = new();

    /// <summary>Opens an account; what is there already stays.</summary>
    /// <param name="account">Which.</param>
    /// <param name="cash">Its first cash.</param>
    /// <param name="settings">What trading costs it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task OpenAsync(AccountId account, Money cash, PaperSettings settings, CancellationToken cancellationToken)
    {
        var teller = _tellers.GetOrAdd(account, id => new PaperTeller(id, books));
        teller.Settings = settings;
        await teller.ChangeAsync(book => (book ?? new PaperBook(PaperAccount.Open(account, cash), null, 0, 0), []), cancellationToken);
    }

    /// <summary>Matches an account's orders against the bars of one round.</summary>
    /// <param name="account">Which.</param>
    /// <param name="run">Which run of the recorded market; rises when its times begin anew.</param>
    /// <param name="bars">The bars, all of one open time.</param>
    /// <param name="timeframe">Their length.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True when anything happened.</returns>
    public Task<bool> OnRoundAsync(AccountId account, int run, ImmutableArray<(Instrument Instrument, Bar Bar)> bars, Timeframe timeframe, CancellationToken cancellationToken)
    {
        var teller = Teller(account);
        return teller.ChangeAsync(
            book =>
            {
                book = Required(book, account);
                if (bars.IsEmpty || run < book.Run || (run == book.Run && (bars[0].Bar.OpenTime <= book.MatchedTo || bars[0].Bar.CloseTime(timeframe) == book.AskedAt))) return (book, []);
                var (after, events) = (book.Account, ImmutableArray<VenueEvent>.Empty);
                foreach (var (instrument, bar) in bars.OrderBy(item => item.Instrument.Id))
                {
                    (after, var said) = PaperMatching.OnBar(after, instrument, bar, timeframe, teller.Settings);
                    events = events.AddRange(said);
                }
                return (book with { Account = after, MatchedTo = bars[0].Bar.OpenTime, Run = run, AskedAt = run == book.Run ? book.AskedAt : null }, events);
            },
            cancellationToken);
    }

    /// <summary>The recorded market is over: what waits at market fills at the last closes.</summary>
    /// <returns>True when anything happened.</returns>
    public Task<bool> OnEndAsync(AccountId account, IEnumerable<(Instrument Instrument, Bar Last)> lasts, Timeframe timeframe, CancellationToken cancellationToken)
    {
        var teller = Teller(account);
        return teller.ChangeAsync(
            book =>
            {
                book = Required(book, account);
                var (after, events) = (book.Account, ImmutableArray<VenueEvent>.Empty);
                foreach (var (instrument, last) in lasts.OrderBy(item => item.Instrument.Id))
                {
                    (after, var said) = PaperMatching.AtLastClose(after, instrument, last, timeframe, teller.Settings);
                    events = events.AddRange(said);
                }
                return (book with { Account = after }, events);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task SendAsync(AccountId account, VenueRequest request, DateTimeOffset at, CancellationToken cancellationToken) =>
        Teller(account).ChangeAsync(
            book =>
            {
                book = Required(book, account);
                var (after, events) = PaperDesk.Take(book.Account, request, at);
                return (book with { Account = after, AskedAt = at }, events);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken) =>
        Teller(account).EventsAfterAsync(number, cancellationToken);

    /// <inheritdoc/>
    public async Task<VenueSnapshot> SnapshotAsync(AccountId account, CancellationToken cancellationToken)
    {
        var book = Required(await Teller(account).ReadAsync(cancellationToken), account);
        return new VenueSnapshot(
            account,
            book.Account.Cash,
            book.Account.Trades.Values.GroupBy(holding => holding.Instrument).ToImmutableSortedDictionary(group => group.Key, group => group.Aggregate(Quantity.Zero, (sum, holding) => sum + holding.Quantity)),
            book.Account.Orders.ToImmutableSortedDictionary(order => order.Key, order => order.Value.Filled),
            book.Events);
    }

    /// <summary>Forgets what is in memory of an account: its book is read again. For who has put another book there.</summary>
    public void Forget(AccountId account) => _tellers.TryRemove(account, out _);

    private PaperTeller Teller(AccountId account) => _tellers.GetOrAdd(account, id => new PaperTeller(id, books));

    private static PaperBook Required(PaperBook? book, AccountId account) =>
        book ?? throw new InvalidOperationException($"The paper venue has no account '{account}'; it is opened when its instance is.");
}
