using InvestBot.Api.Auditing;
using InvestBot.Api.Problems;
using InvestBot.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace InvestBot.Api.Auth;

/// <summary>Signing in and out.</summary>
internal static class AuthEndpoints
{
    internal const string Path = "/api/v1/auth";

    internal static void MapAuth(this IEndpointRouteBuilder app)
    {
        var auth = app.MapGroup("/auth").WithTags("auth");
        auth.MapPost("/login", LoginAsync).AllowAnonymous().RequireRateLimiting(SignInLimit.Policy).WithMetadata(new Audited("auth.login"));
        auth.MapPost("/refresh", RefreshAsync).AllowAnonymous().RequireRateLimiting(SignInLimit.RefreshPolicy);
        auth.MapPost("/logout", LogoutAsync).WithMetadata(new Audited("auth.logout"));
        auth.MapGet("/me", Me);
        auth.MapPost("/password", ChangePasswordAsync).RequireRateLimiting(SignInLimit.Policy).WithMetadata(new Audited("auth.password"));
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> LoginAsync(
        LoginRequest request, HttpContext context, SignIn signIn, Sessions sessions, TimeProvider time, CancellationToken cancellationToken)
    {
        var result = await signIn.TryAsync(request.Name, request.Password, cancellationToken);
        // Never the name as typed: people type passwords there.
        Audit.Target(context, result.Tried ?? "nobody");
        if (result.LockedUntil is { } until)
        {
            var wait = until - time.GetUtcNow();
            context.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds):0}";
            return Problem.LockedOut(until, wait);
        }
        if (result.User is not { } user)
            return Problem.Of(StatusCodes.Status401Unauthorized, "wrong-credentials", "The name or the password is wrong.", remedy: "After five wrong passwords the user is locked for 15 minutes.");
        Audit.Actor(context, user.Id);
        return Answer(context, await sessions.OpenAsync(user, cancellationToken));
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> RefreshAsync(HttpContext context, Sessions sessions, CancellationToken cancellationToken)
    {
        if (RefreshCookie.Read(context) is { } token && await sessions.ContinueAsync(token, cancellationToken) is { } session) return Answer(context, session);
        RefreshCookie.Clear(context);
        return Problem.Of(StatusCodes.Status401Unauthorized, "session-ended", "There is no session to continue.", remedy: "Sign in.");
    }

    private static async Task<NoContent> LogoutAsync(HttpContext context, Sessions sessions, CancellationToken cancellationToken)
    {
        if (RefreshCookie.Read(context) is { } token) await sessions.EndAsync(token, cancellationToken);
        RefreshCookie.Clear(context);
        return TypedResults.NoContent();
    }

    private static UserView Me(HttpContext context) =>
        new(context.User.Name(), context.User.FindFirst(System.Security.Claims.ClaimTypes.Role)?.Value ?? "");

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> ChangePasswordAsync(
        PasswordRequest request, HttpContext context, FleetStorage storage, SignIn signIn, Sessions sessions, Passwords passwords, EndedSessions ended, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.New.Length is < Passwords.Shortest or > Passwords.Longest)
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, "weak-password", "The new password is too short or too long.", "new", null, $"Use {Passwords.Shortest} to {Passwords.Longest} characters.");
        var result = await signIn.TryAsync(context.User.Name(), request.Current, cancellationToken);
        if (result.LockedUntil is { } until) return Problem.LockedOut(until, until - time.GetUtcNow());
        if (result.User is not { } user)
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, "wrong-credentials", "The current password is wrong.", "current");
        await storage.Users.SetPasswordAsync(user.Id, passwords.Hash(user.Id, request.New), cancellationToken);
        await sessions.EndAllAsync(user.Id, cancellationToken);
        ended.End(user.Id);
        return Answer(context, await sessions.OpenAsync(user, cancellationToken));
    }

    private static Ok<SessionView> Answer(HttpContext context, OpenSession session)
    {
        RefreshCookie.Set(context, session.RefreshToken);
        return TypedResults.Ok(new SessionView(session.Access.Text, session.Access.ExpiresAt, new UserView(session.User.Name, session.User.Role)));
    }
}
