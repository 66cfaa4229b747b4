using System.Collections.Concurrent;

namespace InvestBot.Api.Auth;

/// <summary>
/// Users whose access tokens were ended before their time, by a change of password. Kept in memory for as long as such a token could
/// live: after a restart an old token may work for what is left of its hour, its refresh token does not.
/// </summary>
internal sealed class EndedSessions(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _before = new(StringComparer.Ordinal);

    internal void End(string userId)
    {
        var now = time.GetUtcNow();
        foreach (var (user, at) in _before)
            if (now - at > AccessTokens.Lifetime) _before.TryRemove(user, out _);
        // Tokens count in seconds: one issued within this second is new.
        _before[userId] = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
    }

    internal bool Has(TokenHolder holder) => _before.TryGetValue(holder.UserId, out var before) && holder.IssuedAt < before;
}
