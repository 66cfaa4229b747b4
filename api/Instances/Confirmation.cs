using InvestBot.Api.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InvestBot.Api.Instances;

/// <summary>The typed words that what cannot be undone asks for.</summary>
internal static class Confirmation
{
    internal static ProblemHttpResult? Missing(string typed, string wanted) => typed == wanted
        ? null
        : Problem.Of(StatusCodes.Status422UnprocessableEntity, "confirmation-needed", "This must be confirmed by typing it.", "confirm", typed, $"Send '{wanted}'.");
}
