using System.Diagnostics;

namespace InvestBot.Storage.Server;

/// <summary>What a program wrote and how it ended.</summary>
internal sealed record CommandResult(int ExitCode, string Text);

/// <summary>
/// The account that PostgreSQL runs under: the current one, or <c>postgres</c> when the current one is root,
/// because the server refuses to run as root.
/// </summary>
internal sealed class ServerAccount
{
    private const string ServiceUser = "postgres";
    private readonly string? user;

    private ServerAccount(string? user) => this.user = user;

    /// <summary>The account for this process.</summary>
    /// <exception cref="PostgresProblemException">The process is root and there is no service account.</exception>
    public static ServerAccount ForThisProcess()
    {
        if (!Environment.IsPrivilegedProcess)
            return new ServerAccount(null);
        var known = File.ReadLines("/etc/passwd").Any(line => line.StartsWith(ServiceUser + ":", StringComparison.Ordinal));
        return known
            ? new ServerAccount(ServiceUser)
            : throw new PostgresProblemException(
                PostgresProblem.NoAccount,
                "PostgreSQL must not run as root and there is no 'postgres' account; create it with: adduser --system --group postgres");
    }

    /// <summary>Runs a program under this account to its end. Its environment carries no secret.</summary>
    public async Task<CommandResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken token) =>
        user is null
            ? await RunAsync([program, .. arguments], token)
            : await RunAsync([.. SwitchTo(user), program, .. arguments], token);

    /// <summary>Makes an empty folder that only this account can enter.</summary>
    public async Task MakeFolderAsync(string folder, CancellationToken token)
    {
        string[] owner = user is null ? [] : ["-o", user, "-g", user];
        await MustRunAsync(["install", "-d", "-m", "0700", .. owner, folder], token);
    }

    /// <summary>Copies a file to one that only this account can read.</summary>
    public async Task CopyFileAsync(string source, string target, CancellationToken token)
    {
        string[] owner = user is null ? [] : ["-o", user, "-g", user];
        await MustRunAsync(["install", "-m", "0600", .. owner, source, target], token);
    }

    /// <summary>Whether this account can enter the folder.</summary>
    public async Task<bool> CanEnterAsync(string folder, CancellationToken token) =>
        (await RunAsync("test", ["-x", folder], token)).ExitCode == 0;

    private static string[] SwitchTo(string user) =>
        File.Exists("/usr/bin/setpriv")
            ? ["/usr/bin/setpriv", $"--reuid={user}", $"--regid={user}", "--init-groups", "--"]
            : ["runuser", "-u", user, "--"];

    private static async Task MustRunAsync(string[] command, CancellationToken token)
    {
        var result = await RunAsync(command, token);
        if (result.ExitCode != 0)
            throw PostgresFault.Explain(result.Text, command[^1]);
    }

    private static async Task<CommandResult> RunAsync(string[] command, CancellationToken token)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The caller's folder may be closed to the server's account.
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C";
        foreach (var name in start.Environment.Keys.Where(IsPrivate).ToArray())
            start.Environment.Remove(name);
        using var process = Process.Start(start) ?? throw new IOException($"{command[0]} did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(token);
        var errors = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new CommandResult(process.ExitCode, await errors + await output);
    }

    private static bool IsPrivate(string variable) =>
        variable.StartsWith("INVESTBOT_", StringComparison.Ordinal) || variable.StartsWith("PG", StringComparison.Ordinal);
}
