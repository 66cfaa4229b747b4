using System.Collections.Concurrent;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Rows;

namespace InvestBot.Api.Analytics;

/// <summary>The closed trades of an instance, in the order in which they closed. Each is read and decrypted once.</summary>
internal sealed class TradeHistory(FleetStorage storage)
{
    private readonly ConcurrentDictionary<string, Known> _instances = new(StringComparer.Ordinal);

    internal async Task<IReadOnlyList<ClosedTrade>> OfAsync(string instance, CancellationToken cancellationToken)
    {
        var known = _instances.GetOrAdd(instance, _ => new Known());
        await known.Reading.WaitAsync(cancellationToken);
        try
        {
            RowQuery query = new(RowTable.Trades) { Status = "closed", NewestFirst = false, Limit = RowQuery.LargestPage };
            // Rows are in order of opening, and a trade can close after one that opened later: only a new count says what is missing.
            if (await storage.Rows.CountAsync(instance, query, cancellationToken) == known.Trades.Count) return known.InOrder;
            for (IReadOnlyList<StoredRow>? page = null; page is null || page.Count == query.Limit; query = query with { After = page[^1].Cursor })
            {
                page = await storage.Rows.PageAsync(instance, query, cancellationToken);
                foreach (var row in page)
                    if (!known.Trades.ContainsKey(row.Id)) known.Trades[row.Id] = Closed(DomainJson.Read<TradeRow>(row.Data));
                if (page.Count == 0) break;
            }
            return known.InOrder = [.. known.Trades.Values.OrderBy(trade => trade.ClosedAt).ThenBy(trade => trade.Id.Value, StringComparer.Ordinal)];
        }
        finally
        {
            known.Reading.Release();
        }
    }

    private static ClosedTrade Closed(TradeRow row)
    {
        Currency currency = new(row.Currency);
        return new ClosedTrade(
            row.Id, row.Instrument, new Quantity(row.Quantity), new Price(row.EntryPrice), new Price(row.ExitPrice ?? row.EntryPrice),
            new Money(row.Cost, currency), new Money(row.Fees, currency), new Money(row.Slippage, currency), new Money(row.RealizedPnl ?? 0m, currency),
            row.OpenedAt, row.ClosedAt ?? row.OpenedAt, row.EntryReason, row.ExitReason ?? "", Ratio.FromEstimate(row.Mae ?? 0), Ratio.FromEstimate(row.Mfe ?? 0));
    }

    private sealed class Known
    {
        internal SemaphoreSlim Reading { get; } = new(1, 1);

        internal Dictionary<string, ClosedTrade> Trades { get; } = new(StringComparer.Ordinal);

        internal IReadOnlyList<ClosedTrade> InOrder { get; set; } = [];
    }
}
