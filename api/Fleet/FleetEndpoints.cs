using InvestBot.Api.Auditing;
using InvestBot.Api.Auth;
using InvestBot.Api.Instances;
using InvestBot.Domain.Bots;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Fleet;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace InvestBot.Api.Fleet;

/// <summary>The whole fleet, and what it is told at once.</summary>
internal static class FleetEndpoints
{
    internal static void MapFleet(this IEndpointRouteBuilder app)
    {
        var fleet = app.MapGroup("/fleet").WithTags("fleet");
        fleet.MapGet("", async (FleetReader reader, CancellationToken cancellationToken) => TypedResults.Ok(await reader.ReadAsync([], cancellationToken)));
        var life = fleet.MapGroup("").RequireAuthorization(Roles.Operator);
        foreach (var (path, command) in new[] { ("start", BotCommand.Start), ("pause", BotCommand.Pause), ("resume", BotCommand.Resume), ("stop", BotCommand.Stop) })
        {
            life.MapPost($"/{path}", async (HttpContext context, IGrainFactory grains, FleetReader reader, CancellationToken cancellationToken) =>
                TypedResults.Ok(await TellAsync(command, context, grains, reader, cancellationToken))).WithMetadata(new Audited($"fleet.{path}"));
        }
        foreach (var (path, command, words) in new[] { ("emergency-stop", BotCommand.EmergencyStop, "EMERGENCY STOP"), ("reset", BotCommand.Reset, "RESET") })
        {
            life.MapPost($"/{path}", async Task<Results<Ok<FleetDetail>, ProblemHttpResult>> (ConfirmRequest request, HttpContext context, IGrainFactory grains, FleetReader reader, CancellationToken cancellationToken) =>
                Confirmation.Missing(request.Confirm, words) is { } missing
                    ? missing
                    : TypedResults.Ok(await TellAsync(command, context, grains, reader, cancellationToken))).WithMetadata(new Audited($"fleet.{path}"));
        }
    }

    private static async Task<FleetDetail> TellAsync(BotCommand command, HttpContext context, IGrainFactory grains, FleetReader reader, CancellationToken cancellationToken)
    {
        var outcomes = await grains.GetGrain<IFleetGrain>(GrainKeys.Fleet).Tell(command, context.User.Name());
        var refused = outcomes.Where(told => !told.Outcome.Ok)
            .Select(told => new RefusedInstance(told.Instance.ToString(), told.Outcome.Code!, told.Outcome.Explanation ?? ""));
        return await reader.ReadAsync([.. refused], cancellationToken);
    }
}
