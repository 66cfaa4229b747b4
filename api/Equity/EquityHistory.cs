using System.Collections.Concurrent;
using InvestBot.Domain.Trades;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Rows;

namespace InvestBot.Api.Equity;

/// <summary>What an instance was worth since its market began last.</summary>
/// <param name="Points">Oldest first.</param>
/// <param name="IsFirst">False when the market was run through before: then the first point is not the capital.</param>
internal sealed record EquityRun(IReadOnlyList<EquityPoint> Points, bool IsFirst)
{
    /// <summary>What the run began with.</summary>
    internal decimal StartedWith(decimal capital) => IsFirst || Points.Count == 0 ? capital : Points[0].Equity;
}

/// <summary>
/// The equity snapshots of instances since their markets began last. Each is read and decrypted once, while somebody looks.
/// </summary>
/// <remarks>Ids of snapshots count up; their times begin anew with every run through a recorded market, which is how runs are told apart.</remarks>
internal sealed class EquityHistory(FleetStorage storage)
{
    // A year of five-minute bars; what is older is left out.
    private const int MostRows = 110_000;

    private readonly ConcurrentDictionary<string, Known> _instances = new(StringComparer.Ordinal);

    /// <param name="instance">Whose.</param>
    /// <param name="epoch">Which run its bot is in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<EquityRun> OfAsync(string instance, int epoch, CancellationToken cancellationToken)
    {
        var known = _instances.GetOrAdd(instance, _ => new Known());
        await known.Reading.WaitAsync(cancellationToken);
        try
        {
            if (known.Epoch != epoch || known.Points.Count == 0) await ReadAllAsync(instance, known, epoch, cancellationToken);
            else await ReadNewAsync(instance, known, cancellationToken);
            return new EquityRun([.. known.Points], known.IsFirst);
        }
        finally
        {
            known.Reading.Release();
        }
    }

    private async Task ReadAllAsync(string instance, Known known, int epoch, CancellationToken cancellationToken)
    {
        List<StoredRow> rows = [];
        RowQuery query = new(RowTable.EquitySnapshots) { Limit = RowQuery.LargestPage };
        while (rows.Count < MostRows)
        {
            var page = await storage.Rows.PageAsync(instance, query, cancellationToken);
            rows.AddRange(page);
            if (page.Count < query.Limit) break;
            query = query with { After = page[^1].Cursor };
        }
        rows.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        var begin = rows.Count - 1;
        while (begin > 0 && rows[begin - 1].At <= rows[begin].At) begin--;
        (known.Epoch, known.IsFirst, known.LastId) = (epoch, begin <= 0, "");
        known.Points.Clear();
        if (rows.Count > 0) Add(known, rows.Skip(begin));
    }

    private async Task ReadNewAsync(string instance, Known known, CancellationToken cancellationToken)
    {
        RowQuery query = new(RowTable.EquitySnapshots) { From = known.Points[^1].At, NewestFirst = false, Limit = RowQuery.LargestPage };
        List<StoredRow> rows = [];
        for (var more = true; more;)
        {
            var page = await storage.Rows.PageAsync(instance, query, cancellationToken);
            rows.AddRange(page.Where(row => string.CompareOrdinal(row.Id, known.LastId) > 0));
            more = page.Count == query.Limit;
            if (more) query = query with { After = page[^1].Cursor };
        }
        rows.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        Add(known, rows);
    }

    private static void Add(Known known, IEnumerable<StoredRow> rows)
    {
        foreach (var row in rows)
        {
            var snapshot = DomainJson.Read<EquityRow>(row.Data);
            known.Points.Add(new EquityPoint(snapshot.At, snapshot.Equity, snapshot.Cash));
            known.LastId = row.Id;
        }
    }

    private sealed class Known
    {
        internal SemaphoreSlim Reading { get; } = new(1, 1);

        internal List<EquityPoint> Points { get; } = [];

        internal int Epoch { get; set; } = -1;

        internal bool IsFirst { get; set; }

        internal string LastId { get; set; } = "";
    }
}
