using InvestBot.Storage;
using InvestBot.Storage.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InvestBot.Api.Auth;

/// <summary>Makes the first administrator of a new installation.</summary>
public static class FirstAdmin
{
    /// <summary>Adds an administrator when there is no user yet.</summary>
    /// <param name="services">Of the application.</param>
    /// <param name="name">What they sign in with.</param>
    /// <param name="password">At least 10 characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True when the user was made; false when there were users already, and nothing was changed.</returns>
    public static async Task<bool> EnsureAdminAsync(this IServiceProvider services, string name, string password, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(password);
        ArgumentOutOfRangeException.ThrowIfLessThan(password.Length, Passwords.Shortest, nameof(password));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(password.Length, Passwords.Longest, nameof(password));
        var storage = services.GetRequiredService<FleetStorage>();
        if ((await storage.Users.ListAsync(cancellationToken)).Count > 0) return false;
        var id = Sessions.Name();
        var user = new User(id, name, Roles.Admin, services.GetRequiredService<Passwords>().Hash(id, password), 0, null, services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (!await storage.Users.AddAsync(user, cancellationToken)) return false;
        Log.FirstAdmin(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FirstAdmin)), name);
        return true;
    }

    /// <summary>
    /// As <see cref="EnsureAdminAsync"/>, with a password that lies in a file. While there is no user the file is renamed first
    /// (<see cref="TakenFile"/>): whoever made it finds there what the administrator signs in with, however this process ends.
    /// </summary>
    public static async Task<bool> EnsureAdminFromFileAsync(this IServiceProvider services, string name, string file, CancellationToken cancellationToken)
    {
        var taken = TakenFile(file);
        if (!File.Exists(taken))
        {
            if (!File.Exists(file) || (await services.GetRequiredService<FleetStorage>().Users.ListAsync(cancellationToken)).Count > 0) return false;
            File.Move(file, taken);
        }
        return await services.EnsureAdminAsync(name, (await File.ReadAllTextAsync(taken, cancellationToken)).Trim(), cancellationToken);
    }

    /// <summary>Where the password of a file is once it was taken.</summary>
    public static string TakenFile(string file) => file + ".taken";
}
