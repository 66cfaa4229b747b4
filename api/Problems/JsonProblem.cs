using System.Text.Json;
using System.Text.RegularExpressions;
using InvestBot.Api.Auditing;
using InvestBot.Domain.Naming;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace InvestBot.Api.Problems;

/// <summary>Says which member of a JSON body is unknown, missing or of the wrong type, and what it was.</summary>
internal static partial class JsonProblem
{
    private const int LongestValue = 100;

    internal static async Task<ProblemHttpResult> OfAsync(HttpContext context, JsonException exception)
    {
        var members = Members(context);
        if (Unknown().Match(exception.Message) is { Success: true } unknown)
        {
            var name = unknown.Groups["name"].Value;
            return Bad("unknown-member", $"'{name}' is not a member of this request.", name, null, Advice(name, members));
        }
        if (Missing().Match(exception.Message) is { Success: true } missing)
        {
            var name = missing.Groups["name"].Value;
            return Bad("missing-member", $"'{name}' is missing.", name, null, $"The request has {string.Join(", ", members)}.");
        }
        if (exception.Path?.TrimStart('$').TrimStart('.') is not { Length: > 0 } path)
            return Bad("bad-json", "The body is not the JSON object that is expected.", null, null, $"The request has {string.Join(", ", members)}.");
        var own = exception.Message.StartsWith("Write ", StringComparison.Ordinal);
        return Bad("bad-value", $"'{path}' has a value that it cannot have.", path, await ValueAsync(context, path), own ? exception.Message.Split(" Path:")[0] : Expected(context, path));
    }

    private static ProblemHttpResult Bad(string code, string detail, string? field, string? value, string remedy) =>
        Problem.Of(StatusCodes.Status400BadRequest, code, detail, field, value, remedy);

    private static string Advice(string name, List<string> members) =>
        members.Count == 0 ? "The request has no members." : NearestNames.Advice(name, members);

    private static Type? Body(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;

    private static List<string> Members(HttpContext context) =>
        [.. (Body(context)?.GetProperties() ?? []).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];

    private static string Expected(HttpContext context, string path)
    {
        var type = Body(context)?.GetProperties().FirstOrDefault(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name) == path)?.PropertyType;
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            { IsEnum: true } => $"One of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}.",
            _ when type == typeof(string) => "It is a string.",
            _ when type == typeof(bool) => "It is true or false.",
            _ => "See /docs for its form.",
        };
    }

    private static async Task<string?> ValueAsync(HttpContext context, string path)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Audited>() is { HoldsSecrets: true }) return null;
        try
        {
            using var body = JsonDocument.Parse(await RequestBody.ReadAsync(context.Request, context.RequestAborted));
            var value = body.RootElement.TryGetProperty(path, out var found) ? found.ToString() : null;
            return value?.Length > LongestValue ? value[..LongestValue] : value;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("^The JSON property '(?<name>[^']*)' could not be mapped")]
    private static partial Regex Unknown();

    [GeneratedRegex("missing required properties including: '(?<name>[^']*)'")]
    private static partial Regex Missing();
}
