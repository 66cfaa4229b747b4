using System.Text.Json;
using InvestBot.Api.Paging;
using InvestBot.Domain.Orders;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage;
using InvestBot.Storage.Commits;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InvestBot.Api.Orders;

/// <summary>The orders of an instance.</summary>
internal static class OrderEndpoints
{
    private static readonly string[] States = [.. Enum.GetNames<OrderStatus>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    internal static void MapOrders(this IEndpointRouteBuilder instance)
    {
        instance.MapGet("/orders", PageAsync).WithTags("orders");
        instance.MapManualOrders();
    }

    private static async Task<Results<Ok<Page<OrderView>>, ProblemHttpResult>> PageAsync(
        string instance, [AsParameters] PageRequest page, FleetStorage storage, CancellationToken cancellationToken)
    {
        var (query, problem) = page.On(RowTable.Orders, States);
        if (query is null) return problem!;
        return TypedResults.Ok(await storage.Rows.PageAsync(instance, query, row => OrderView.Of(DomainJson.Read<OrderRow>(row.Data)), cancellationToken));
    }
}
