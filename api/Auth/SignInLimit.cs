using System.Threading.RateLimiting;
using InvestBot.Api.Problems;
using Microsoft.AspNetCore.RateLimiting;

namespace InvestBot.Api.Auth;

/// <summary>How often one client address may try to sign in.</summary>
internal static class SignInLimit
{
    internal const string Policy = "sign-in";
    internal const string RefreshPolicy = "refresh";

    private const int RefreshFactor = 10;

    internal static void Configure(RateLimiterOptions limits, int perMinute)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.AddPolicy(Policy, context => Of(context, perMinute));
        limits.AddPolicy(RefreshPolicy, context => Of(context, perMinute * RefreshFactor));
        limits.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
            rejected.HttpContext.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds):0}";
            await Problem.Of(StatusCodes.Status429TooManyRequests, "too-many-attempts", "Too many attempts from this address.", remedy: "Wait a minute.").ExecuteAsync(rejected.HttpContext);
        };
    }

    private static RateLimitPartition<string> Of(HttpContext context, int perMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
}
