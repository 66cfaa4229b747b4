using InvestBot.Cli.Home;
using InvestBot.Cli.Install;
using InvestBot.Storage.Server;

namespace InvestBot.Cli.Database;

/// <summary>The PostgreSQL of an installation: its private one, or the one that the environment names.</summary>
internal sealed class ControlServer(InstallationHome home)
{
    /// <summary>A connection string of a login that may create databases and roles; with it set, no private server is started.</summary>
    public const string Variable = "INVESTBOT_CONTROL_DB";

    private readonly PrivatePostgres server = new(new PrivatePostgresOptions { Folder = home.PostgresFolder, Archives = true });

    /// <summary>The connection string given by the environment, or null.</summary>
    public static string? Given => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    /// <summary>Whether the private server has stored anything yet.</summary>
    public bool Exists => server.Exists;

    public PostgresProcess? Running => server.Running;

    /// <summary>Installs PostgreSQL when it is missing and this user may.</summary>
    /// <returns>The version found or installed.</returns>
    public async Task<string> InstallWhenMissingAsync(CancellationToken token)
    {
        if (PostgresBinaries.FindAll().Count > 0)
            return $"PostgreSQL {PostgresBinaries.Choose().Major} found";
        await Apt.InstallAsync(["postgresql"], Path.Combine(home.LogFolder, "install.log"), token);
        return $"PostgreSQL {PostgresBinaries.Choose().Major} installed";
    }

    /// <summary>Where the private server will be; it need not run yet.</summary>
    /// <returns>What <see cref="StartAsync"/> is going to return, unless another process takes its port before; it holds a secret.</returns>
    public Task<string> PlanAsync(CancellationToken token) => server.PlanAsync(token);

    /// <summary>Starts the private server. Databases are made and migrated by the server process.</summary>
    /// <returns>A connection string of the owner; it holds a secret.</returns>
    public Task<string> StartAsync(CancellationToken token) => server.StartAsync(token);

    public Task StopAsync(CancellationToken token) => server.StopAsync(token);
}
