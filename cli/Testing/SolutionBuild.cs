using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Testing;

/// <summary>Builds the whole solution, Release, and leaves no compile server behind.</summary>
internal sealed class SolutionBuild(string artifacts, string logFolder)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken token)
    {
        var log = Path.Combine(logFolder, "build.log");
        var server = $"investbot-test-{Environment.ProcessId}";
        string[] build =
        [
            "dotnet", "build", Clone.Solution, "-c", "Release", "--nologo", "-v", "quiet", "-nodeReuse:false",
            $"-p:SharedCompilationId={server}", $"-p:ArtifactsPath={artifacts}",
        ];
        var outcome = await LoggedCommand.RunAsync(build, Clone.Folder, log, Limit, Quiet(), token);
        await EndCompileServerAsync(server);
        if (outcome.ExitCode == 0)
            return;
        var error = outcome.Output.Split('\n').FirstOrDefault(line => line.Contains(": error", StringComparison.Ordinal))?.Trim();
        throw new CliFailure(ExitCode.Failed, $"The build failed{(error is null ? "" : $" ({error})")}; its log: {log}");
    }

    private static Dictionary<string, string?> Quiet() => new() { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" };

    private async Task EndCompileServerAsync(string server)
    {
        var script = Path.Combine(Clone.Folder, "eng", "end-compile-server.sh");
        await LoggedCommand.RunAsync(
            ["bash", script, server], Clone.Folder, Path.Combine(logFolder, "compile-server.log"), TimeSpan.FromSeconds(20), null, CancellationToken.None);
    }
}
