using InvestBot.Domain.Naming;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Journal;
using InvestBot.Storage.Rows;

namespace InvestBot.Api.Trades.Stories;

/// <summary>One thing that happened to a trade.</summary>
/// <param name="Sequence">Its place in the journal.</param>
/// <param name="Kind">The journal's kind: <c>signal</c>, <c>risk.verdict</c>, <c>order</c>, <c>fill</c>, …</param>
/// <param name="At">Market time.</param>
/// <param name="Text">What it was, in words.</param>
public sealed record StoryStep(long Sequence, string Kind, DateTimeOffset At, string Text);

/// <summary>A trade with all that the journal holds about it: what was seen, judged, ordered, filled, and how it ended.</summary>
/// <param name="Trade">The trade as pages show it.</param>
/// <param name="Records">The journal's records of it and its orders, in the journal's order.</param>
public sealed record TradeStory(TradeRow Trade, IReadOnlyList<JournalRecord> Records)
{
    private const int Shown = 3;

    /// <summary>
    /// What happened, in the order of cause and effect: first what led to the decision, then what became of it. An order is told again only
    /// when something about it changed.
    /// </summary>
    public IReadOnlyList<StoryStep> Steps { get; } = StorySteps.Of(Records);

    /// <summary>Reads a trade of an instance, or null when it has none of that id.</summary>
    /// <param name="storage">Open.</param>
    /// <param name="instance">There is such an instance.</param>
    /// <param name="trade">The trade's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<TradeStory?> ReadAsync(FleetStorage storage, string instance, string trade, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        if (await storage.Rows.FindAsync(instance, RowTable.Trades, trade, cancellationToken) is not { } stored) return null;
        var records = await AboutAsync(storage.Journal, instance, trade, cancellationToken);
        // What is odd about an order is told under the order's own id, which is the trade's for its entry.
        var orders = records.Where(record => record.Event.Kind == "order").Select(record => DomainJson.Read<OrderRow>(record.Event.Data).Id.Value).Where(id => id != trade).Distinct().ToList();
        foreach (var order in orders) records.AddRange(await AboutAsync(storage.Journal, instance, order, cancellationToken));
        return new TradeStory(DomainJson.Read<TradeRow>(stored.Data), [.. records.OrderBy(record => record.Sequence)]);
    }

    /// <summary>What to say to an id that an instance has no trade of: the nearest ids, or the newest; null when it has not traded yet.</summary>
    public static async Task<string?> AdviceAsync(FleetStorage storage, string instance, string trade, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        var rows = await storage.Rows.PageAsync(instance, new RowQuery(RowTable.Trades) { Limit = RowQuery.LargestPage }, cancellationToken);
        if (rows.Count == 0) return null;
        return NearestNames.Of(trade, rows.Select(row => row.Id)) is { IsEmpty: false } near
            ? $"Did you mean {string.Join(" or ", near)}?"
            : $"The newest trades of '{instance}' are {string.Join(", ", rows.Take(Shown).Select(row => row.Id))}.";
    }

    private static async Task<List<JournalRecord>> AboutAsync(IJournalReader journal, string instance, string reference, CancellationToken cancellationToken)
    {
        List<JournalRecord> all = [];
        IReadOnlyList<JournalRecord> page;
        do
        {
            var after = all.Count == 0 ? 0 : all[^1].Sequence;
            page = await journal.PageAsync(instance, new JournalQuery { Ref = reference, After = after, Limit = JournalQuery.LargestPage }, cancellationToken);
            all.AddRange(page);
        }
        while (page.Count == JournalQuery.LargestPage);
        return all;
    }
}
