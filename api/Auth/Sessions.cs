using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using InvestBot.Storage;
using InvestBot.Storage.Users;
using Microsoft.Extensions.Logging;

namespace InvestBot.Api.Auth;

/// <summary>Opens, continues and ends sessions: an access token for an hour and a refresh token for a day, which works once.</summary>
internal sealed class Sessions(FleetStorage storage, AccessTokens tokens, TimeProvider time, ILogger<Sessions> logger)
{
    internal static readonly TimeSpan RefreshLifetime = TimeSpan.FromHours(24);

    internal async Task<OpenSession> OpenAsync(User user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (text, hash) = Fresh();
        await storage.RefreshTokens.AddAsync(hash, Name(), user.Id, now, now + RefreshLifetime, cancellationToken);
        return new OpenSession(user, await tokens.IssueAsync(user.Id, user.Name, user.Role, cancellationToken), text);
    }

    /// <summary>The continued session, or null when the token is not good for it; one that was used before ends its whole family.</summary>
    internal async Task<OpenSession?> ContinueAsync(string refreshToken, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (text, hash) = Fresh();
        var result = await storage.RefreshTokens.RotateAsync(Hash(refreshToken), hash, now, now + RefreshLifetime, cancellationToken);
        if (result.Outcome == RefreshOutcome.Reused) Log.RefreshReused(logger, result.UserId);
        if (result.Outcome != RefreshOutcome.Rotated || await storage.Users.FindAsync(result.UserId!, cancellationToken) is not { } user) return null;
        return new OpenSession(user, await tokens.IssueAsync(user.Id, user.Name, user.Role, cancellationToken), text);
    }

    internal Task EndAsync(string refreshToken, CancellationToken cancellationToken) =>
        storage.RefreshTokens.RevokeAsync(Hash(refreshToken), time.GetUtcNow(), cancellationToken);

    internal Task EndAllAsync(string userId, CancellationToken cancellationToken) =>
        storage.RefreshTokens.RevokeAllAsync(userId, time.GetUtcNow(), cancellationToken);

    /// <summary>A new identifier of 128 bits.</summary>
    internal static string Name() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    private static (string Text, byte[] Hash) Fresh()
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (text, Hash(text));
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>A session's two tokens.</summary>
internal sealed record OpenSession(User User, AccessToken Access, string RefreshToken);
