using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Risk;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace InvestBot.Api.Risk;

/// <summary>An instance's limits and how much of each is used.</summary>
internal static class RiskEndpoints
{
    internal static void MapRisk(this IEndpointRouteBuilder instance) => instance.MapGet("/risk", GetAsync).WithTags("risk");

    private static async Task<Ok<InstanceRisk>> GetAsync(string instance, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var key = GrainKeys.Of(new InstanceId(instance));
        var bots = grains.GetGrain<IBotGrain>(key).View();
        var risks = grains.GetGrain<IRiskGrain>(key).View();
        await Task.WhenAll(bots, risks).WaitAsync(cancellationToken);
        var risk = await risks;
        return TypedResults.Ok(new InstanceRisk(
            StateOf((await bots).Status, risk),
            RiskRules.Of(risk.State, risk.Settings, risk.Inputs),
            risk.State.Halt is { } halt ? new BreakerView(halt.Rule, halt.Explanation, halt.Since, Instances.InstanceReader.Words(halt.Resumes)) : null));
    }

    private static TradingState StateOf(BotStatus status, RiskView risk) => status switch
    {
        BotStatus.EmergencyStopped or BotStatus.Archived => TradingState.Halted,
        _ when risk.State.Halt is not null => TradingState.Halted,
        BotStatus.Running => TradingState.Active,
        _ => TradingState.Reducing,
    };
}

/// <summary>What an instance may do.</summary>
internal enum TradingState
{
    /// <summary>Enter and leave.</summary>
    Active,

    /// <summary>Leave only.</summary>
    Reducing,

    /// <summary>Leave only, until the breaker closes or a person resets it.</summary>
    Halted,
}

/// <summary>An instance's limits.</summary>
internal sealed record InstanceRisk(TradingState TradingState, IReadOnlyList<RuleUse> Rules, BreakerView? Breaker);

/// <summary>One limit, what is used of it in words, and as a share of it, 0 to 1.</summary>
internal sealed record RuleUse(string Rule, string Limit, string Value, double Used, bool Breached);

/// <summary>An open breaker and what closes it.</summary>
internal sealed record BreakerView(string Rule, string Reason, DateTimeOffset Since, string Resumes);
