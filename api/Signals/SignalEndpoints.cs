using System.Globalization;
using InvestBot.Api.Json;
using InvestBot.Api.Problems;
using InvestBot.Storage;
using InvestBot.Storage.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InvestBot.Api.Signals;

/// <summary>The latest signals of an instance with what became of each and why.</summary>
internal static class SignalEndpoints
{
    private const int Largest = 200;

    internal static void MapSignals(this IEndpointRouteBuilder instance) => instance.MapGet("/signals", ListAsync).WithTags("signals");

    private static async Task<Results<Ok<RawJson[]>, ProblemHttpResult>> ListAsync(string instance, int? limit, FleetStorage storage, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > Largest) return Problem.BadValue("limit", limit.Value.ToString(CultureInfo.InvariantCulture), $"A number from 1 to {Largest}.");
        var page = await storage.Journal.PageAsync(instance, new JournalQuery { Kind = "signal", NewestFirst = true, Limit = limit ?? 50 }, cancellationToken);
        return TypedResults.Ok(page.Select(record => new RawJson(record.Event.Data)).ToArray());
    }
}
