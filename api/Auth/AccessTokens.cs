using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace InvestBot.Api.Auth;

/// <summary>Who a token speaks for.</summary>
internal sealed record TokenHolder(string UserId, string Name, string Role, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);

/// <summary>A signed token and when it ends.</summary>
internal sealed record AccessToken(string Text, DateTimeOffset ExpiresAt);

/// <summary>
/// Access tokens: JWT (RFC 7519) with HMAC-SHA256 and nothing else. The header is one fixed text, compared byte by byte, so that no
/// token can choose its own algorithm; the signature is compared in constant time before anything is parsed.
/// </summary>
internal sealed class AccessTokens(SigningKey key, TimeProvider time)
{
    internal static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const string Issuer = "investbot";
    private const int Longest = 2048;
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    internal async ValueTask<AccessToken> IssueAsync(string userId, string name, string role, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var expires = now + Lifetime;
        var payload = JsonSerializer.SerializeToUtf8Bytes(new Payload(Issuer, userId, name, role, now.ToUnixTimeSeconds(), expires.ToUnixTimeSeconds()), JsonSerializerOptions.Web);
        var signed = $"{Header}.{Base64Url.EncodeToString(payload)}";
        return new AccessToken($"{signed}.{Base64Url.EncodeToString(await SignAsync(signed, cancellationToken))}", expires);
    }

    /// <summary>The holder of a token, or null when it is not ours, was changed, or is too old.</summary>
    internal async ValueTask<TokenHolder?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length > Longest) return null;
        var parts = token.Split('.');
        if (parts.Length != 3 || parts[0] != Header || !Base64Url.IsValid(parts[1]) || !Base64Url.IsValid(parts[2])) return null;
        var signature = await SignAsync($"{parts[0]}.{parts[1]}", cancellationToken);
        if (!CryptographicOperations.FixedTimeEquals(signature, Base64Url.DecodeFromChars(parts[2]))) return null;
        var payload = JsonSerializer.Deserialize<Payload>(Base64Url.DecodeFromChars(parts[1]), JsonSerializerOptions.Web)!;
        var expires = DateTimeOffset.FromUnixTimeSeconds(payload.Exp);
        return payload.Iss == Issuer && time.GetUtcNow() < expires
            ? new TokenHolder(payload.Sub, payload.Name, payload.Role, DateTimeOffset.FromUnixTimeSeconds(payload.Iat), expires)
            : null;
    }

    private async ValueTask<byte[]> SignAsync(string text, CancellationToken cancellationToken) =>
        HMACSHA256.HashData(await key.GetAsync(cancellationToken), Encoding.ASCII.GetBytes(text));

    private sealed record Payload(string Iss, string Sub, string Name, string Role, long Iat, long Exp);
}
