using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace InvestBot.Api.Auth;

/// <summary>Who may what: viewers read, operators control and approve, admins create and delete. Each may what those before it may.</summary>
internal static class Roles
{
    internal const string Viewer = "viewer";
    internal const string Operator = "operator";
    internal const string Admin = "admin";

    private static readonly string[] Order = [Viewer, Operator, Admin];

    internal static void AddPolicies(AuthorizationOptions options)
    {
        foreach (var least in Order)
            options.AddPolicy(least, policy => policy.RequireAuthenticatedUser().RequireRole(Order.SkipWhile(role => role != least)));
        options.DefaultPolicy = options.GetPolicy(Viewer)!;
        // What forgets to say who may call it needs a user too.
        options.FallbackPolicy = options.DefaultPolicy;
    }

    internal static string Id(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";

    internal static string Name(this ClaimsPrincipal user) => user.Identity?.Name ?? "";
}
