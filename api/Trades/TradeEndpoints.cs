using InvestBot.Api.Paging;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage;
using InvestBot.Storage.Commits;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InvestBot.Api.Trades;

/// <summary>The trades of an instance, and why each was made.</summary>
internal static class TradeEndpoints
{
    private static readonly string[] States = ["open", "closed"];

    internal static void MapTrades(this IEndpointRouteBuilder instance)
    {
        instance.MapGet("/trades", PageAsync).WithTags("trades");
        instance.MapWhy();
    }

    private static async Task<Results<Ok<Page<TradeView>>, ProblemHttpResult>> PageAsync(
        string instance, [AsParameters] PageRequest page, FleetStorage storage, Protection protection, CancellationToken cancellationToken)
    {
        var (query, problem) = page.On(RowTable.Trades, States);
        if (query is null) return problem!;
        var rows = await storage.Rows.PageAsync(instance, query, row => DomainJson.Read<TradeRow>(row.Data), cancellationToken);
        var levels = await protection.OfAsync(instance, rows.Items, cancellationToken);
        return TypedResults.Ok(new Page<TradeView>([.. rows.Items.Zip(levels, (row, level) => TradeView.Of(row, level.Stop, level.Target))], rows.Next, rows.Total));
    }
}
