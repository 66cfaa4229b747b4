using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace InvestBot.Api.Health;

/// <summary>Whether the process lives, is ready, and how each part of it is.</summary>
internal static class HealthEndpoints
{
    private static readonly string Version =
        typeof(HealthEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>For probes, which hold no token: at the root and under the API.</summary>
    internal static void MapProbes(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new Probe("live", null))).AllowAnonymous().WithTags("health");
        app.MapGet("/health/ready", Ready).AllowAnonymous().WithTags("health");
    }

    internal static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health", GetAsync).WithTags("health");
        app.MapGet("/grains", (IServiceProvider services) => TypedResults.Ok(services.GetService<IGrainFigures>()?.Read() ?? [])).WithTags("health");
    }

    private static Results<Ok<Probe>, JsonHttpResult<Probe>> Ready(IServiceProvider services) => services.GetService<IReadiness>()?.Missing is { } missing
        ? TypedResults.Json(new Probe("starting", missing), statusCode: StatusCodes.Status503ServiceUnavailable)
        : TypedResults.Ok(new Probe("ready", null));

    private static async Task<Ok<Health>> GetAsync(HealthChecks health, ApiOptions options, StartTime start, TimeProvider time, CancellationToken cancellationToken)
    {
        var checks = await health.RunAsync(cancellationToken);
        var worst = checks.Select(check => check.Status).DefaultIfEmpty(HealthStatus.Healthy).Max();
        return TypedResults.Ok(new Health(worst, checks, Version, options.Engine, (long)time.GetElapsedTime(start.Stamp).TotalSeconds));
    }
}

/// <summary>When the process began to serve.</summary>
internal sealed record StartTime(long Stamp);

/// <summary>The answer to a probe.</summary>
internal sealed record Probe(string Status, string? Detail);

/// <summary>How the process is.</summary>
internal sealed record Health(HealthStatus Status, IReadOnlyList<HealthCheck> Checks, string Version, string Engine, long UptimeSeconds);
