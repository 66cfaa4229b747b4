using Microsoft.AspNetCore.Http.HttpResults;

namespace InvestBot.Api.Problems;

/// <summary>Refusals as RFC 9457 problem details, with a stable code and what would help.</summary>
internal static class Problem
{
    internal static ProblemHttpResult Of(int status, string code, string detail, string? field = null, string? value = null, string? remedy = null)
    {
        Dictionary<string, object?> more = new(StringComparer.Ordinal) { ["code"] = code };
        if (field is not null) more["field"] = field;
        if (value is not null) more["value"] = value;
        if (remedy is not null) more["remedy"] = remedy;
        return TypedResults.Problem(detail, statusCode: status, title: Title(status), type: "about:blank", extensions: more);
    }

    internal static ProblemHttpResult BadValue(string field, string? value, string remedy) =>
        Of(StatusCodes.Status400BadRequest, "bad-value", $"{field} cannot be '{value}'.", field, value, remedy);

    internal static ProblemHttpResult Unknown(string what, string field, string value, string remedy) =>
        Of(StatusCodes.Status404NotFound, $"unknown-{what}", $"There is no {what} '{value}'.", field, value, remedy);

    internal static ProblemHttpResult NothingAt(PathString path) =>
        Of(StatusCodes.Status404NotFound, "unknown-path", $"There is nothing at {path}.", remedy: "See /docs for what there is.");

    internal static ProblemHttpResult LockedOut(DateTimeOffset until, TimeSpan wait)
    {
        var problem = Of(StatusCodes.Status423Locked, "locked-out", "Too many wrong passwords.", remedy: $"Try again at {until:u}.");
        problem.ProblemDetails.Extensions["retryAfter"] = (int)Math.Ceiling(wait.TotalSeconds);
        return problem;
    }

    internal static string Title(int status) => status switch
    {
        400 => "The request is not understood",
        401 => "Sign in first",
        403 => "Not allowed",
        404 => "Not found",
        405 => "Not that way",
        409 => "Not possible now",
        413 => "Too large",
        415 => "Not JSON",
        422 => "Not accepted",
        423 => "Locked",
        429 => "Too many requests",
        _ => "The server failed",
    };
}
