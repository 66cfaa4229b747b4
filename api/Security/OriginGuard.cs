using InvestBot.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace InvestBot.Api.Security;

/// <summary>
/// Refuses requests under a foreign host name (DNS rebinding), and requests that change something or open the hub from a foreign
/// page (CSRF). What is no browser sends no Origin and is let through: it holds a token.
/// </summary>
internal sealed class OriginGuard(RequestDelegate next, ApiOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!options.Hosts.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
            return Problem.Of(StatusCodes.Status400BadRequest, "unknown-host", "This server does not answer to that host name.", HeaderNames.Host, request.Host.Host, "Use the address that 'investbot up' prints.").ExecuteAsync(context);
        if (IsSafe(request)) return next(context);
        var origin = request.Headers.Origin.ToString();
        var foreign = origin.Length > 0
            ? origin != $"{request.Scheme}://{request.Host}" && !options.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase)
            : request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
        return foreign
            ? Problem.Of(StatusCodes.Status403Forbidden, "foreign-origin", "Another site's page may not call this server.", HeaderNames.Origin, origin).ExecuteAsync(context)
            : next(context);
    }

    private static bool IsSafe(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        && !request.Path.StartsWithSegments(Hub.HubEndpoints.Path);
}
