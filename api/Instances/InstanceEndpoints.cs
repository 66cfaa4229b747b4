using InvestBot.Api.Auditing;
using InvestBot.Api.Auth;
using InvestBot.Api.Fleet;
using InvestBot.Api.Problems;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Naming;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InvestBot.Api.Instances;

/// <summary>The instances and what they are made from.</summary>
internal static class InstanceEndpoints
{
    internal static void MapInstances(this IEndpointRouteBuilder app)
    {
        app.MapGet("/presets", (IInstanceMaker maker) => TypedResults.Ok(maker.Presets)).WithTags("instances");
        app.MapGet("/instances", ListAsync).WithTags("instances");
        app.MapPost("/instances", CreateAsync).RequireAuthorization(Roles.Admin).WithMetadata(new Audited("instance.create")).WithTags("instances");
    }

    internal static void MapInstance(this IEndpointRouteBuilder instance) => instance.MapGet("/", GetAsync).WithTags("instances");

    private static async Task<Ok<IReadOnlyList<InstanceSummary>>> ListAsync(InstanceDirectory directory, InstanceReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok((await reader.AllAsync(await directory.ListAsync(cancellationToken), cancellationToken)).Instances);

    private static async Task<Ok<InstanceDetail>> GetAsync(string instance, InstanceReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reader.DetailAsync(new InstanceId(instance), cancellationToken));

    private static async Task<Results<Created<InstanceSummary>, ProblemHttpResult>> CreateAsync(
        CreateRequest request, HttpContext context, IInstanceMaker maker, IMarketDirectory markets, InstanceReader reader, CancellationToken cancellationToken)
    {
        if (!InstanceId.IsValid(request.Id) || request.Id == Storage.Instances.InstanceName.Fleet)
            return Unprocessable("id", request.Id, "Use 1 to 40 lower-case letters, digits and hyphens, beginning with a letter, and not 'fleet'.");
        Audit.Target(context, request.Id);
        if (maker.Presets.All(preset => preset.Id != request.Preset))
            return Unprocessable("preset", request.Preset, NearestNames.Advice(request.Preset, [.. maker.Presets.Select(preset => preset.Id)]));
        if (request.Recording is { } recording && markets.Recordings().All(known => known.Id != recording))
            return Unprocessable("recording", recording, NearestNames.Advice(recording, [.. markets.Recordings().Select(known => known.Id)]));
        if (request.Capital is { } capital and (<= 0m or > 1_000_000_000m))
            return Unprocessable("capital", Json.DecimalText.Of(capital), "More than 0 and at most 1,000,000,000.");
        var id = new InstanceId(request.Id);
        var outcome = await maker.CreateAsync(new NewInstance(id, request.Preset, request.Recording, request.Capital, request.Mode), context.User.Name(), cancellationToken);
        return outcome.Ok
            ? TypedResults.Created($"/api/v1/instances/{id}", await reader.SummaryAsync(id, cancellationToken))
            : Refusals.Of(outcome);
    }

    private static ProblemHttpResult Unprocessable(string field, string value, string remedy) =>
        Problem.Of(StatusCodes.Status422UnprocessableEntity, $"bad-{field}", $"{field} cannot be '{value}'.", field, value, remedy);
}
