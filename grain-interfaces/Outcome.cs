using InvestBot.Domain;
using Orleans;

namespace InvestBot.GrainInterfaces;

/// <summary>What became of a command: done (or so already), or refused with a reason.</summary>
/// <param name="Code">Why it was refused, a stable id; <c>null</c> when done.</param>
/// <param name="Explanation">One sentence for people; <c>null</c> when done.</param>
[GenerateSerializer, Immutable, Alias("ib.outcome")]
public sealed record Outcome([property: Id(0)] string? Code, [property: Id(1)] string? Explanation)
{
    /// <summary>Done.</summary>
    public static Outcome Done { get; } = new(null, null);

    /// <summary>True when done.</summary>
    public bool Ok => Code is null;

    /// <summary>A refusal.</summary>
    public static Outcome Of(Refusal refusal) => new(refusal.Code, refusal.Explanation);
}
