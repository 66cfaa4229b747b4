using System.Security.Claims;
using System.Text.Encodings.Web;
using InvestBot.Api.Hub;
using InvestBot.Api.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InvestBot.Api.Auth;

/// <summary>Reads the access token of a request: the Authorization header, or for the hub, where browsers cannot set it, the query.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    AccessTokens tokens,
    EndedSessions ended) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    internal const string Name = "Bearer";
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Token() is not { } token) return AuthenticateResult.NoResult();
        if (await tokens.ReadAsync(token, Context.RequestAborted) is not { } holder || ended.Has(holder)) return AuthenticateResult.Fail("The token is not good.");
        ClaimsIdentity identity = new(
            [new(ClaimTypes.NameIdentifier, holder.UserId), new(ClaimTypes.Name, holder.Name), new(ClaimTypes.Role, holder.Role)],
            Scheme.Name);
        AuthenticationProperties properties = new() { IssuedUtc = holder.IssuedAt, ExpiresUtc = holder.ExpiresAt };
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Of(StatusCodes.Status401Unauthorized, "not-signed-in", "This needs a valid access token.", remedy: "Sign in, or refresh the token.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.Of(StatusCodes.Status403Forbidden, "not-allowed", "Your role does not allow this.", remedy: "Ask an administrator for the role that this needs.").ExecuteAsync(Context);

    private string? Token()
    {
        string? header = Request.Headers.Authorization;
        if (header is not null) return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim() : null;
        return Request.Path.StartsWithSegments(HubEndpoints.Path) && Request.Query.TryGetValue("access_token", out var token) ? token.ToString() : null;
    }
}
