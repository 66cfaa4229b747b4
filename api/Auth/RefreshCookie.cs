namespace InvestBot.Api.Auth;

/// <summary>The cookie that holds the refresh token: not readable by scripts, never sent by other sites, sent to the sign-in paths only.</summary>
internal static class RefreshCookie
{
    internal const string Name = "investbot-refresh";

    internal static void Set(HttpContext context, string token) => context.Response.Cookies.Append(Name, token, Options(context, Sessions.RefreshLifetime));

    internal static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, null));

    internal static string? Read(HttpContext context) => context.Request.Cookies.TryGetValue(Name, out var token) && token.Length is > 0 and < 100 ? token : null;

    private static CookieOptions Options(HttpContext context, TimeSpan? age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        // Loopback is served in plain HTTP, where browsers do not send back a Secure cookie.
        Secure = context.Request.IsHttps,
        Path = AuthEndpoints.Path,
        MaxAge = age,
        IsEssential = true,
    };
}
