namespace InvestBot.Api.Auth;

/// <summary>A name and a password.</summary>
internal sealed record LoginRequest(string Name, string Password);

/// <summary>A change of one's own password.</summary>
internal sealed record PasswordRequest(string Current, string New);

/// <summary>Who is signed in.</summary>
/// <param name="Name">What they sign in with.</param>
/// <param name="Role">viewer, operator or admin.</param>
internal sealed record UserView(string Name, string Role);

/// <summary>A signed-in session; the refresh token is in a cookie that scripts cannot read.</summary>
internal sealed record SessionView(string AccessToken, DateTimeOffset ExpiresAt, UserView User);
