using InvestBot.Api.Auditing;
using InvestBot.Api.Auth;
using InvestBot.Api.Problems;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace InvestBot.Api.Approvals;

/// <summary>Proposals that wait for a person.</summary>
internal static class ApprovalEndpoints
{
    internal static void MapApprovals(this IEndpointRouteBuilder instance)
    {
        instance.MapGet("/approvals", ListAsync).WithTags("approvals");
        foreach (var (path, approve) in new[] { ("approve", true), ("reject", false) })
        {
            instance.MapPost($"/approvals/{{approval}}/{path}", (string instance, string approval, HttpContext context, IGrainFactory grains) => DecideAsync(instance, approval, approve, context, grains))
                .RequireAuthorization(Roles.Operator).WithMetadata(new Audited($"approval.{path}")).WithTags("approvals");
        }
    }

    private static async Task<Ok<ApprovalView[]>> ListAsync(string instance, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var bot = await grains.GetGrain<IBotGrain>(GrainKeys.Of(new InstanceId(instance))).View().WaitAsync(cancellationToken);
        var now = time.GetUtcNow();
        return TypedResults.Ok(bot.Approvals.Where(approval => approval.Expires > now).Select(approval => ApprovalView.Of(approval, now)).ToArray());
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(string instance, string approval, bool approve, HttpContext context, IGrainFactory grains)
    {
        var outcome = await grains.GetGrain<IBotGrain>(GrainKeys.Of(new InstanceId(instance))).Decide(approval, approve, context.User.Name());
        return outcome.Ok ? TypedResults.NoContent() : Refusals.Of(outcome);
    }
}

/// <summary>A proposal. Its quantity is found by risk when it is approved.</summary>
internal sealed record ApprovalView(
    string Id, string Instrument, string Symbol, Side Side, decimal? Quantity, decimal Entry, decimal Stop, decimal? Target, double Confidence, IReadOnlyList<string> Reasons,
    string Strategy, DateTimeOffset At, DateTimeOffset ExpiresAt, double RemainingSeconds)
{
    internal static ApprovalView Of(Approval approval, DateTimeOffset now) => new(
        approval.Id, approval.Signal.Instrument.ToString(), approval.Signal.Instrument.Symbol, approval.Signal.Side, null,
        approval.Signal.Entry.Value, approval.Signal.Stop.Value, approval.Signal.Target?.Value, approval.Signal.Confidence, approval.Signal.Reasons,
        approval.Signal.Strategy, approval.Round, approval.Expires, Math.Round((approval.Expires - now).TotalSeconds, 1));
}
