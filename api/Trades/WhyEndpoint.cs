using InvestBot.Api.Json;
using InvestBot.Api.Problems;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InvestBot.Api.Trades;

/// <summary>Everything that the journal holds about one trade, in order.</summary>
internal static class WhyEndpoint
{
    internal static void MapWhy(this IEndpointRouteBuilder instance) => instance.MapGet("/trades/{trade}/why", GetAsync).WithTags("trades");

    private static async Task<Results<Ok<WhyView>, ProblemHttpResult>> GetAsync(
        string instance, string trade, FleetStorage storage, Protection protection, CancellationToken cancellationToken)
    {
        if (await storage.Rows.FindAsync(instance, RowTable.Trades, trade, cancellationToken) is not { } stored)
            return Problem.Unknown("trade", "trade", trade, "GET the instance's trades for their ids.");
        var row = DomainJson.Read<TradeRow>(stored.Data);
        var records = await ReadAsync(storage.Journal, instance, trade, cancellationToken);
        var levels = await protection.OfAsync(instance, [row], cancellationToken);
        var fills = Data(records, "fill");
        return TypedResults.Ok(new WhyView(
            TradeView.Of(row, levels[0].Stop, levels[0].Target),
            Last(records, "signal"),
            Last(records, "risk.verdict"),
            Latest(Data(records, "order")),
            fills,
            [.. fills.Where(fill => DomainJson.Read<FillRow>(fill.Utf8).Purpose != Domain.Orders.OrderPurpose.Entry)],
            Data(records, "trade.updated")));
    }

    private static async Task<IReadOnlyList<JournalEvent>> ReadAsync(IJournalReader journal, string instance, string trade, CancellationToken cancellationToken)
    {
        var page = await journal.PageAsync(instance, new JournalQuery { Ref = trade, Limit = JournalQuery.LargestPage }, cancellationToken);
        return [.. page.Select(record => record.Event)];
    }

    private static RawJson? Last(IEnumerable<JournalEvent> records, string kind) =>
        records.LastOrDefault(record => record.Kind == kind) is { } found ? new RawJson(found.Data) : null;

    private static IReadOnlyList<RawJson> Data(IEnumerable<JournalEvent> records, string kind) =>
        [.. records.Where(record => record.Kind == kind).Select(record => new RawJson(record.Data))];

    // The journal has every state that an order went through; the last one of each is the order.
    private static IReadOnlyList<RawJson> Latest(IReadOnlyList<RawJson> orders) =>
        [.. orders.GroupBy(order => DomainJson.Read<OrderRow>(order.Utf8).Id).Select(states => states.Last())];
}

/// <summary>One trade with what led to it and what became of it; the parts are as in the hub's events.</summary>
internal sealed record WhyView(
    TradeView Trade, RawJson? Signal, RawJson? Verdict, IReadOnlyList<RawJson> Orders, IReadOnlyList<RawJson> Fills, IReadOnlyList<RawJson> Exits, IReadOnlyList<RawJson> Updates);
