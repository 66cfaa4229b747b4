using System.Collections.Concurrent;
using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Exchanges.Paper;

/// <summary>
/// The paper venue: <see cref="PaperDesk"/> and <see cref="PaperMatching"/> over durable books. It hears each bar before
/// those who trade do, as a real venue would. A change that can't be kept did not happen: the book is read again.
/// </summary>
public sealed class PaperExchange(IPaperBooks books) : IPaperVenue
{
    private readonly ConcurrentDictionary<AccountId, PaperTeller> _tellers = new();

    /// <inheritdoc/>
    public Task OpenAsync(AccountId account, Money cash, PaperSettings settings, CancellationToken cancellationToken) =>
        Teller(account).ChangeAsync(book => ((book ?? new PaperBook(PaperAccount.Open(account, cash), null, 0, 0)) with { Settings = settings }, []), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> OnRoundAsync(AccountId account, PaperRound round, CancellationToken cancellationToken) =>
        Teller(account).ChangeAsync(
            book =>
            {
                book = Required(book, account);
                var (run, bars, settings) = (round.Run, round.Bars, book.Settings ?? new PaperSettings());
                if (bars.IsEmpty || run < book.Run || (run == book.Run && (bars[0].Bar.OpenTime <= book.MatchedTo || bars[0].Bar.CloseTime(round.Timeframe) == book.AskedAt))) return (book, []);
                var (after, events) = (book.Account, ImmutableArray<VenueEvent>.Empty);
                foreach (var (instrument, bar) in bars.OrderBy(item => item.Instrument.Id))
                {
                    (after, var said) = PaperMatching.OnBar(after, instrument, bar, round.Timeframe, settings);
                    events = events.AddRange(said);
                }
                return (book with { Account = after, MatchedTo = bars[0].Bar.OpenTime, Run = run, AskedAt = run == book.Run ? book.AskedAt : null }, events);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<bool> OnEndAsync(AccountId account, PaperRound lasts, CancellationToken cancellationToken) =>
        Teller(account).ChangeAsync(
            book =>
            {
                book = Required(book, account);
                var (after, events, settings) = (book.Account, ImmutableArray<VenueEvent>.Empty, book.Settings ?? new PaperSettings());
                foreach (var (instrument, last) in lasts.Bars.OrderBy(item => item.Instrument.Id))
                {
                    (after, var said) = PaperMatching.AtLastClose(after, instrument, last, lasts.Timeframe, settings);
                    events = events.AddRange(said);
                }
                return (book with { Account = after }, events);
            },
            cancellationToken);

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

    /// <inheritdoc/>
    public void Forget(AccountId account) => _tellers.TryRemove(account, out _);

    private PaperTeller Teller(AccountId account) => _tellers.GetOrAdd(account, id => new PaperTeller(id, books));

    private static PaperBook Required(PaperBook? book, AccountId account) =>
        book ?? throw new InvalidOperationException($"The paper venue has no account '{account}'; it is opened when its instance is.");
}
