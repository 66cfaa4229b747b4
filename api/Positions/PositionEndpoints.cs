using InvestBot.Api.Auditing;
using InvestBot.Api.Auth;
using InvestBot.Api.Problems;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Trades;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Portfolios;
using InvestBot.GrainInterfaces.Risk;
using InvestBot.GrainInterfaces.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace InvestBot.Api.Positions;

/// <summary>What an instance holds.</summary>
internal static class PositionEndpoints
{
    internal static void MapPositions(this IEndpointRouteBuilder instance)
    {
        instance.MapGet("/positions", ListAsync).WithTags("positions");
        instance.MapPost("/positions/{trade}/close", CloseAsync).RequireAuthorization(Roles.Operator).WithMetadata(new Audited("position.close")).WithTags("positions");
    }

    private static async Task<Ok<PositionView[]>> ListAsync(string instance, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var id = new InstanceId(instance);
        var portfolio = await grains.GetGrain<IPortfolioGrain>(GrainKeys.Of(id)).View().WaitAsync(cancellationToken);
        return TypedResults.Ok(await Task.WhenAll(portfolio.Books.Open.Values
            .OrderByDescending(trade => trade.OpenedAt)
            .Select(trade => PositionAsync(id, trade, portfolio.Marks, grains, cancellationToken))));
    }

    private static async Task<PositionView> PositionAsync(InstanceId instance, OpenTrade trade, Marks marks, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var token = await grains.GetGrain<ITokenGrain>(GrainKeys.Token(instance, trade.Instrument)).View().WaitAsync(cancellationToken);
        return PositionView.Of(trade, marks.Of(trade.Instrument), token.Exits?.Trade == trade.Id ? token.Exits : null);
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> CloseAsync(string instance, string trade, HttpContext context, IGrainFactory grains)
    {
        var outcome = await grains.GetGrain<IBotGrain>(GrainKeys.Of(new InstanceId(instance))).ClosePosition(trade, context.User.Name());
        return outcome.Ok ? TypedResults.Accepted((string?)null) : Refusals.Of(outcome);
    }
}
