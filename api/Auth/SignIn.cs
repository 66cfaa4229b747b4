using InvestBot.Storage;
using InvestBot.Storage.Users;
using Microsoft.Extensions.Logging;

namespace InvestBot.Api.Auth;

/// <summary>What became of an attempt to sign in.</summary>
/// <param name="User">Who, when the password was right.</param>
/// <param name="LockedUntil">Until when nothing is accepted, when there were too many wrong ones.</param>
/// <param name="Tried">Whose name it was, when there is such a user.</param>
internal sealed record SignInResult(User? User, DateTimeOffset? LockedUntil, string? Tried);

/// <summary>Checks names and passwords; five failures in a row lock a user out for a quarter of an hour.</summary>
internal sealed class SignIn(FleetStorage storage, Passwords passwords, TimeProvider time, ILogger<SignIn> logger)
{
    internal const int Failures = 5;
    internal static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    internal async Task<SignInResult> TryAsync(string name, string password, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var user = await storage.Users.FindByNameAsync(name, cancellationToken);
        if (user?.LockedUntil is { } locked)
        {
            if (locked > now) return new SignInResult(null, locked, user.Id);
            await storage.Users.ClearFailuresAsync(user.Id, cancellationToken);
        }
        if (passwords.Check(user, password))
        {
            if (user!.FailedCount > 0) await storage.Users.ClearFailuresAsync(user.Id, cancellationToken);
            return new SignInResult(user, null, user.Id);
        }
        if (user is null) return new SignInResult(null, null, null);
        var counted = await storage.Users.CountFailureAsync(user.Id, Failures, now + Lockout, cancellationToken);
        if (counted?.LockedUntil is not { } until || until <= now) return new SignInResult(null, null, user.Id);
        Log.LockedOut(logger, user.Id, until);
        return new SignInResult(null, until, user.Id);
    }
}
