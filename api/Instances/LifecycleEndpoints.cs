using InvestBot.Api.Auditing;
using InvestBot.Api.Auth;
using InvestBot.Api.Problems;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace InvestBot.Api.Instances;

/// <summary>Starting, pausing and stopping one instance.</summary>
internal static class LifecycleEndpoints
{
    internal static void MapLifecycle(this IEndpointRouteBuilder instance)
    {
        var life = instance.MapGroup("").RequireAuthorization(Roles.Operator).WithTags("life cycle");
        foreach (var (path, command) in new[] { ("start", BotCommand.Start), ("pause", BotCommand.Pause), ("resume", BotCommand.Resume), ("stop", BotCommand.Stop) })
        {
            life.MapPost($"/{path}", (string instance, HttpContext context, IGrainFactory grains, InstanceReader reader, CancellationToken cancellationToken) =>
                TellAsync(command, instance, context, grains, reader, cancellationToken)).WithMetadata(new Audited($"instance.{path}"));
        }
        foreach (var (path, command) in new[] { ("emergency-stop", BotCommand.EmergencyStop), ("reset", BotCommand.Reset) })
        {
            life.MapPost($"/{path}", (ConfirmRequest request, string instance, HttpContext context, IGrainFactory grains, InstanceReader reader, CancellationToken cancellationToken) =>
                Confirmation.Missing(request.Confirm, instance) is { } missing
                    ? Task.FromResult<Results<Ok<InstanceSummary>, ProblemHttpResult>>(missing)
                    : TellAsync(command, instance, context, grains, reader, cancellationToken)).WithMetadata(new Audited($"instance.{path}"));
        }
        life.MapPost("/mode", ChangeModeAsync).WithMetadata(new Audited("instance.mode"));
    }

    private static async Task<Results<Ok<InstanceSummary>, ProblemHttpResult>> TellAsync(
        BotCommand command, string instance, HttpContext context, IGrainFactory grains, InstanceReader reader, CancellationToken cancellationToken)
    {
        var id = new InstanceId(instance);
        var outcome = await grains.GetGrain<IBotGrain>(GrainKeys.Of(id)).Tell(command, context.User.Name());
        return outcome.Ok ? TypedResults.Ok(await reader.SummaryAsync(id, cancellationToken)) : Refusals.Of(outcome);
    }

    private static async Task<Results<Ok<InstanceSummary>, ProblemHttpResult>> ChangeModeAsync(
        ModeRequest request, string instance, HttpContext context, IGrainFactory grains, InstanceReader reader, CancellationToken cancellationToken)
    {
        var id = new InstanceId(instance);
        var outcome = await grains.GetGrain<IBotGrain>(GrainKeys.Of(id)).ChangeMode(request.Mode, context.User.Name());
        return outcome.Ok ? TypedResults.Ok(await reader.SummaryAsync(id, cancellationToken)) : Refusals.Of(outcome);
    }
}
