using System.Diagnostics;
using InvestBot.Cli.Exits;

namespace InvestBot.Cli.Install;

/// <summary>Installs Debian packages when this user may: root, or one whose sudo asks no password.</summary>
internal static class Apt
{
    // What is installed already stays at its version: upgrading the machine is its owner's decision.
    // A PostgreSQL package starts a server of its own on port 5432 unless it is told not to: nobody asked for that one.
    private const string Script = """
        set -eu
        export DEBIAN_FRONTEND=noninteractive
        hint=/etc/postgresql-common/createcluster.d/investbot.conf
        mkdir -p "${hint%/*}"
        echo 'create_main_cluster = false' >"$hint"
        trap 'rm -f "$hint"' EXIT
        install() { apt-get install -y --no-upgrade --no-install-recommends -o DPkg::Lock::Timeout=120 "$@"; }
        install "$@" || { apt-get update && install "$@"; }
        """;

    /// <summary>Installs packages; the output goes to a log.</summary>
    /// <exception cref="CliFailure">They may not or cannot be installed; the message says how to do it by hand.</exception>
    public static async Task InstallAsync(IReadOnlyList<string> packages, string log, CancellationToken token)
    {
        var wanted = string.Join(' ', packages);
        if (!File.Exists("/usr/bin/apt-get"))
            throw new CliFailure(ExitCode.Missing, $"{wanted} is missing and this machine has no apt-get; install it with this system's package manager.");
        if (await RaiseAsync(token) is not { } raise)
            throw new CliFailure(ExitCode.Missing, $"{wanted} is missing and this user may not install it; run: sudo apt-get install {wanted}");
        string[] redirect = ["-c", "exec \"$@\" >>\"$INVESTBOT_LOG\" 2>&1 </dev/null", "sh"];
        var code = await RunAsync("/bin/sh", [.. redirect, .. raise, "/bin/sh", "-c", Script, "sh", .. packages], log, token);
        if (code != 0)
            throw new CliFailure(ExitCode.Missing, $"apt-get could not install {wanted}; its messages are in {log}");
    }

    private static async Task<string[]?> RaiseAsync(CancellationToken token)
    {
        if (Environment.IsPrivilegedProcess)
            return [];
        return File.Exists("/usr/bin/sudo") && await RunAsync("/usr/bin/sudo", ["-n", "true"], "/dev/null", token) == 0
            ? ["/usr/bin/sudo", "-n"]
            : null;
    }

    private static async Task<int> RunAsync(string program, IEnumerable<string> arguments, string log, CancellationToken token)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        start.Environment["INVESTBOT_LOG"] = log;
        using var process = Process.Start(start) ?? throw new CliFailure(ExitCode.Missing, $"{program} did not start.");
        await process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return process.ExitCode;
    }
}
