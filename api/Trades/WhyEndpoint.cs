using InvestBot.Api.Json;
using InvestBot.Api.Problems;
using InvestBot.Api.Trades.Stories;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage;
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
        if (await TradeStory.ReadAsync(storage, instance, trade, cancellationToken) is not { } story)
            return Problem.Unknown("trade", "trade", trade, await TradeStory.AdviceAsync(storage, instance, trade, cancellationToken) ?? $"'{instance}' has not traded yet.");
        var levels = await protection.OfAsync(instance, [story.Trade], cancellationToken);
        var fills = Data(story.Records, "fill");
        return TypedResults.Ok(new WhyView(
            TradeView.Of(story.Trade, levels[0].Stop, levels[0].Target),
            Last(story.Records, "signal"),
            Last(story.Records, "risk.verdict"),
            Latest(Data(story.Records, "order")),
            fills,
            [.. fills.Where(fill => DomainJson.Read<FillRow>(fill.Utf8).Purpose != Domain.Orders.OrderPurpose.Entry)],
            Data(story.Records, "trade.updated"),
            story.Steps));
    }

    private static RawJson? Last(IEnumerable<JournalRecord> records, string kind) =>
        records.LastOrDefault(record => record.Event.Kind == kind) is { } found ? new RawJson(found.Event.Data) : null;

    private static IReadOnlyList<RawJson> Data(IEnumerable<JournalRecord> records, string kind) =>
        [.. records.Where(record => record.Event.Kind == kind).Select(record => new RawJson(record.Event.Data))];

    // The journal has every state that an order went through; the last one of each is the order.
    private static IReadOnlyList<RawJson> Latest(IReadOnlyList<RawJson> orders) =>
        [.. orders.GroupBy(order => DomainJson.Read<OrderRow>(order.Utf8).Id).Select(states => states.Last())];
}

/// <summary>One trade with what led to it and what became of it; the parts are as in the hub's events, the steps are the same in words.</summary>
internal sealed record WhyView(
    TradeView Trade, RawJson? Signal, RawJson? Verdict, IReadOnlyList<RawJson> Orders, IReadOnlyList<RawJson> Fills, IReadOnlyList<RawJson> Exits, IReadOnlyList<RawJson> Updates,
    IReadOnlyList<StoryStep> Steps);
