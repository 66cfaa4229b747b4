using System.Collections.Concurrent;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Venues;
using Orleans;

namespace InvestBot.Cli.Bench.Fleet;

/// <summary>
/// Stands before the venue and around the markets' publications: an order's time runs from the first publication of its round's
/// bars until the venue has it in its books.
/// </summary>
internal sealed class TimedVenue(IExchange venue, Timeframe timeframe, TimeProvider time) : IExchange, IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<DateTimeOffset, long> published = new();

    /// <summary>Milliseconds of every order so far.</summary>
    public ConcurrentQueue<double> Orders { get; } = new();

    /// <summary>Forgets what was measured.</summary>
    public void Restart() => Orders.Clear();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.MethodName == "Publish" && context.Request.GetArgumentCount() == 1 && context.Request.GetArgument(0) is Bar bar)
            published.TryAdd(bar.OpenTime + timeframe.Length, time.GetTimestamp());
        return context.Invoke();
    }

    public async Task SendAsync(AccountId account, VenueRequest request, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await venue.SendAsync(account, request, at, cancellationToken);
        if (request is VenueRequest.SubmitBracket or VenueRequest.Submit && published.TryGetValue(at, out var start))
            Orders.Enqueue(time.GetElapsedTime(start).TotalMilliseconds);
    }

    public Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken) =>
        venue.EventsAfterAsync(account, number, cancellationToken);

    public Task<VenueSnapshot> SnapshotAsync(AccountId account, CancellationToken cancellationToken) => venue.SnapshotAsync(account, cancellationToken);
}
