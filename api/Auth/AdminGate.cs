using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InvestBot.Api.Auth;

/// <summary>
/// Lets administrators through, by name and password (HTTP Basic), and nobody else: for pages of other makers on a port of the
/// machine itself, which know nothing of our sessions. The lock-out after wrong passwords is that of every sign-in.
/// </summary>
public static class AdminGate
{
    /// <summary>Adds what the gate needs.</summary>
    public static IServiceCollection AddAdminGate(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Passwords>();
        services.TryAddSingleton<SignIn>();
        return services;
    }

    /// <summary>Puts the gate before everything that is added after it.</summary>
    public static IApplicationBuilder UseAdminGate(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.UseMiddleware<AdminOnly>();
    }
}

/// <summary>Checks each request; an accepted pair of name and password is not hashed again for a minute.</summary>
internal sealed class AdminOnly(RequestDelegate next, SignIn signIn, TimeProvider time)
{
    private const string Scheme = "Basic ";
    private const int MostAccepted = 100;
    private static readonly TimeSpan Accepted = TimeSpan.FromMinutes(1);

    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _accepted = new(StringComparer.Ordinal);

    public async Task InvokeAsync(HttpContext context)
    {
        if (await IsAdminAsync(context.Request.Headers.Authorization.ToString(), context.RequestAborted))
        {
            await next(context);
            return;
        }
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"InvestBot administrators\", charset=\"UTF-8\"";
    }

    private async Task<bool> IsAdminAsync(string header, CancellationToken cancellationToken)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || !TryRead(header[Scheme.Length..], out var name, out var password)) return false;
        var now = time.GetUtcNow();
        var digest = Convert.ToHexString(HMACSHA256.HashData(_salt, Encoding.UTF8.GetBytes(header)));
        if (_accepted.TryGetValue(digest, out var until) && until > now) return true;
        var user = (await signIn.TryAsync(name, password, cancellationToken)).User;
        if (user?.Role != Roles.Admin) return false;
        if (_accepted.Count >= MostAccepted) _accepted.Clear();
        _accepted[digest] = now + Accepted;
        return true;
    }

    private static bool TryRead(string encoded, out string name, out string password)
    {
        (name, password) = ("", "");
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded.Trim(), bytes, out var length)) return false;
        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        if (pair.Length != 2) return false;
        (name, password) = (pair[0], pair[1]);
        return true;
    }
}
