using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Venues;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Exchanges;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Portfolios;
using InvestBot.GrainInterfaces.Risk;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Journal;
using InvestBot.Storage.Rows;
using Orleans;

namespace InvestBot.Silo.Verification;

/// <summary>What the check of one instance found.</summary>
/// <param name="Differences">Each in words.</param>
/// <param name="Records">Records of the journal.</param>
/// <param name="Fills">Fills in the journal.</param>
/// <param name="Trades">Closed trades.</param>
/// <param name="Orders">Orders.</param>
/// <param name="Lost">Fills and orders that only the venue knows, or that it never heard of.</param>
/// <param name="Doubled">Fills and orders that are there more than once.</param>
/// <param name="Cents">What the venue's cash and ours differ from what the fills make, summed absolutely, in hundredths of the currency.</param>
internal sealed record InstanceReport(ImmutableArray<string> Differences, long Records, long Fills, long Trades, long Orders, long Lost, long Doubled, decimal Cents)
{
    /// <summary>Of an instance whose stored content can't be relied on.</summary>
    internal static InstanceReport Unread(InstanceId id, string why, long records) => new([$"{id}: {why}"], records, 0, 0, 0, 0, 0, 0m);
}

/// <summary>Recomputes one instance's books from the fills in its journal.</summary>
internal static class InstanceVerification
{
    private const int Page = 1000;

    internal static async Task<InstanceReport> RunAsync(
        InstanceId id, BotConfiguration configuration, IJournalReader journal, IRowReader rows, IGrainFactory grains, IExchange venue, CancellationToken cancellationToken)
    {
        var differences = ImmutableArray.CreateBuilder<string>();
        void Check(bool agrees, string what)
        {
            if (!agrees) differences.Add($"{id}: {what}");
        }

        var name = id.ToString();
        var chain = await journal.VerifyAsync(name, cancellationToken);
        // What follows would be made of what was not written.
        if (!chain.IsUnbroken) return InstanceReport.Unread(id, $"the journal is not what was written: {chain.Difference}", chain.Records);

        var books = Ledger.Opened(configuration.Capital);
        var journaled = new Dictionary<FillId, int>();
        await foreach (var fill in FillsAsync(journal, name, cancellationToken))
        {
            journaled[fill.Id] = journaled.GetValueOrDefault(fill.Id) + 1;
            (books, _) = books.Book(fill);
        }

        var portfolio = (await grains.GetGrain<IPortfolioGrain>(GrainKeys.Of(id)).View()).Books;
        Check(portfolio.Cash == books.Cash, $"cash is {portfolio.Cash}, its fills make {books.Cash}");
        Check(portfolio.Realized == books.Realized, $"realised P&L is {portfolio.Realized}, its fills make {books.Realized}");
        Check(portfolio.Fees == books.Fees, $"fees are {portfolio.Fees}, its fills make {books.Fees}");
        Check(Same(HeldBy(portfolio), HeldBy(books)), "positions differ from the sum of its fills");
        var risk = (await grains.GetGrain<IRiskGrain>(GrainKeys.Of(id)).View()).State.Books;
        Check(risk.Cash == books.Cash && Same(HeldBy(risk), HeldBy(books)), "risk counts other cash or positions than its fills make");
        var orders = await grains.GetGrain<IExchangeGrain>(GrainKeys.Exchange(id, configuration.Account)).View();
        Check(
            Same(orders.Trades.Values.Where(trade => trade.Held != 0m).GroupBy(trade => trade.Instrument).ToDictionary(group => group.Key, group => group.Sum(trade => trade.Held)), HeldBy(books)),
            "its orders hold other positions than its fills make");
        var theirs = await venue.SnapshotAsync(configuration.Account, cancellationToken);
        Check(theirs.Cash == books.Cash, $"the venue's cash is {theirs.Cash}, its fills make {books.Cash}");
        Check(Same(theirs.Holdings.ToDictionary(pair => pair.Key, pair => pair.Value.Value), HeldBy(books)), "the venue holds other positions than its fills make");
        var closed = await rows.CountAsync(name, new RowQuery(RowTable.Trades) { Status = "closed" }, cancellationToken);
        Check(closed == books.Closed, $"{closed} closed trades are listed, its fills make {books.Closed}");
        var compared = await VenueComparison.RunAsync(id, configuration.Account, journaled, rows, venue, cancellationToken);
        foreach (var difference in compared.Differences) Check(false, difference);
        var cents = 100m * (Math.Abs(theirs.Cash.Amount - books.Cash.Amount) + Math.Abs(portfolio.Cash.Amount - books.Cash.Amount));
        return new InstanceReport(differences.ToImmutable(), chain.Records, books.Fills, books.Closed, compared.Orders, compared.Lost, compared.Doubled, cents);
    }

    private static async IAsyncEnumerable<Fill> FillsAsync(IJournalReader journal, string instance, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long after = 0; ;)
        {
            var page = await journal.PageAsync(instance, new JournalQuery { After = after, Kind = "fill", Limit = Page }, cancellationToken);
            foreach (var record in page)
            {
                var row = DomainJson.Read<FillRow>(record.Event.Data);
                yield return new Fill(
                    row.Id, row.OrderId, row.TradeId, row.Instrument, row.Side, row.Purpose, new Quantity(row.Quantity), new Price(row.Price),
                    new Money(row.Commission, new Currency(row.Currency)), new Price(row.Reference), row.At, row.Reason);
                after = record.Sequence;
            }
            if (page.Count < Page) yield break;
        }
    }

    private static Dictionary<InstrumentId, decimal> HeldBy(Ledger books) =>
        books.Open.Values.GroupBy(trade => trade.Instrument).ToDictionary(group => group.Key, group => group.Sum(trade => trade.Held.Value));

    private static bool Same(Dictionary<InstrumentId, decimal> left, Dictionary<InstrumentId, decimal> right) =>
        left.Count == right.Count && left.All(pair => right.TryGetValue(pair.Key, out var other) && other == pair.Value);
}
