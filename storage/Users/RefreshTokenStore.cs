using Dapper;
using Npgsql;

namespace InvestBot.Storage.Users;

/// <summary>What became of a refresh token that somebody showed.</summary>
public enum RefreshOutcome
{
    /// <summary>It was good, and its successor is stored.</summary>
    Rotated,

    /// <summary>It is not known.</summary>
    Unknown,

    /// <summary>It is too old.</summary>
    Expired,

    /// <summary>It was revoked before.</summary>
    Revoked,

    /// <summary>It was used before, so somebody has a copy: its whole family is revoked.</summary>
    Reused,
}

/// <summary>The answer to a rotation.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="UserId">Whose token it was; null when unknown.</param>
public sealed record RefreshResult(RefreshOutcome Outcome, string? UserId);

/// <summary>Refresh tokens, kept as hashes only. Each works once; those that follow each other are a family.</summary>
public sealed class RefreshTokenStore
{
    private const string Insert = """
        insert into refresh_tokens (hash, family, user_id, issued_at, expires_at) values (@hash, @family, @userId, @now, @expires)
        """;

    private const string Lock = """
        select family, user_id, expires_at, used_at, revoked_at from refresh_tokens where hash = @hash for update
        """;

    private const string RevokeFamily = "update refresh_tokens set revoked_at = @now where family = @family and revoked_at is null";

    private readonly NpgsqlDataSource _control;

    internal RefreshTokenStore(NpgsqlDataSource control) => _control = control;

    /// <summary>Stores the first token of a family, at sign-in.</summary>
    public async Task AddAsync(byte[] hash, string family, string userId, DateTimeOffset now, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(Insert, new { hash, family, userId, now, expires });
    }

    /// <summary>Uses up a token and stores its successor in the same family.</summary>
    /// <param name="hash">Of the token that was shown.</param>
    /// <param name="next">Of its successor.</param>
    /// <param name="now">Machine time.</param>
    /// <param name="expires">When the successor ends.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RefreshResult> RotateAsync(byte[] hash, byte[] next, DateTimeOffset now, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.QuerySingleOrDefaultAsync<Token>(Lock, new { hash }, transaction) is not { } token)
            return new RefreshResult(RefreshOutcome.Unknown, null);
        if (token.RevokedAt is not null)
            return new RefreshResult(RefreshOutcome.Revoked, token.UserId);
        if (token.ExpiresAt <= now)
            return new RefreshResult(RefreshOutcome.Expired, token.UserId);
        if (token.UsedAt is not null)
        {
            await connection.ExecuteAsync(RevokeFamily, new { token.Family, now }, transaction);
            await transaction.CommitAsync(cancellationToken);
            return new RefreshResult(RefreshOutcome.Reused, token.UserId);
        }

        await connection.ExecuteAsync("update refresh_tokens set used_at = @now where hash = @hash", new { hash, now }, transaction);
        await connection.ExecuteAsync(Insert, new { hash = next, token.Family, token.UserId, now, expires }, transaction);
        await transaction.CommitAsync(cancellationToken);
        return new RefreshResult(RefreshOutcome.Rotated, token.UserId);
    }

    /// <summary>Ends one family, at sign-out, by any of its tokens.</summary>
    public async Task RevokeAsync(byte[] hash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "update refresh_tokens set revoked_at = @now where revoked_at is null and family = (select family from refresh_tokens where hash = @hash)",
            new { hash, now });
    }

    /// <summary>Ends every family of a user, as after a change of password.</summary>
    public async Task RevokeAllAsync(string userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("update refresh_tokens set revoked_at = @now where user_id = @userId and revoked_at is null", new { userId, now });
    }

    /// <summary>Forgets tokens that expired before a time.</summary>
    public async Task RemoveExpiredAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync("delete from refresh_tokens where expires_at < @before", new { before });
    }

    private sealed record Token(string Family, string UserId, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt);
}
