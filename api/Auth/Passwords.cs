using InvestBot.Storage.Users;
using Microsoft.AspNetCore.Identity;

namespace InvestBot.Api.Auth;

/// <summary>Hashes and checks passwords (PBKDF2 with HMAC-SHA512, as the framework's hasher does it).</summary>
internal sealed class Passwords
{
    internal const int Shortest = 10;
    internal const int Longest = 200;

    private readonly PasswordHasher<string> _hasher = new();
    private readonly string _nobody;

    public Passwords() => _nobody = _hasher.HashPassword("", Guid.NewGuid().ToString());

    internal string Hash(string userId, string password) => _hasher.HashPassword(userId, password);

    /// <summary>Checks a password; for an unknown user the same work is done, so that the time does not tell who exists.</summary>
    internal bool Check(User? user, string password)
    {
        if (password.Length > Longest) return false;
        var result = _hasher.VerifyHashedPassword(user?.Id ?? "", user?.PasswordHash ?? _nobody, password);
        return user is not null && result != PasswordVerificationResult.Failed;
    }
}
