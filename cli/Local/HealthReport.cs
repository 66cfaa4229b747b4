using System.Text.Json;
using System.Text.Json.Serialization;
using InvestBot.Api.Health;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Local;

/// <summary>How the parts of a server are, from the server to the form of every command's answer.</summary>
internal static class HealthReport
{
    public static string Write(HealthCheck[] checks) => JsonSerializer.Serialize(checks, HealthJson.Default.HealthCheckArray);

    /// <summary>A figure for each part, and a note for each that is not as it should be.</summary>
    /// <exception cref="JsonException">It is not what <see cref="Write"/> wrote.</exception>
    public static Report Read(string json)
    {
        var checks = JsonSerializer.Deserialize(json, HealthJson.Default.HealthCheckArray) ?? throw new JsonException("There are no checks.");
        return new Report(
            checks.All(check => check.Status == HealthStatus.Healthy),
            [.. checks.Select(check => new Figure($"health of {check.Name}", Word(check.Status)))],
            [.. checks.Where(check => check.Status != HealthStatus.Healthy).Select(check => $"{check.Name}: {check.Detail} {check.Remedy}".TrimEnd())]);
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "failing",
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthCheck[]))]
internal sealed partial class HealthJson : JsonSerializerContext;
