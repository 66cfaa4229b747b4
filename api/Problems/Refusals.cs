using System.Collections.Frozen;
using InvestBot.GrainInterfaces;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InvestBot.Api.Problems;

/// <summary>A grain's refusal as a problem: 409 when the time is wrong, 422 when the request is.</summary>
internal static class Refusals
{
    private static readonly FrozenSet<string> OfTheRequest = new[]
    {
        "risk-rejected", "not-in-universe", "stop-above-price", "target-below-price", "bad-configuration",
    }.ToFrozenSet(StringComparer.Ordinal);

    internal static ProblemHttpResult Of(Outcome outcome)
    {
        var code = outcome.Code ?? "refused";
        var status = code switch
        {
            _ when code.StartsWith("no-such-", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
            _ when OfTheRequest.Contains(code) => StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status409Conflict,
        };
        return Problem.Of(status, code, outcome.Explanation ?? "It was refused.");
    }
}
