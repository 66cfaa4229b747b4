using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Bench.Engine;

/// <summary>The embedded engine's own figures, measured in a process of their own that holds nothing else.</summary>
internal static class EngineBench
{
    private static readonly TimeSpan MostBuilding = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MostRunning = TimeSpan.FromMinutes(3);

    public static async Task<Report> RunAsync(CancellationToken token)
    {
        var project = Path.Combine(Clone.Folder, "bench", "InvestBot.Bench.csproj");
        var log = Path.Combine(Path.GetTempPath(), $"investbot-bench-{Environment.ProcessId}.log");
        try
        {
            await RunAsync(["dotnet", "build", project, "-c", "Release", "--nologo", "-v", "quiet"], log, MostBuilding, token);
            var output = await RunAsync(["dotnet", Path.Combine(Clone.Folder, "artifacts", "bin", "InvestBot.Bench", "release", "InvestBot.Bench.dll"), "engine", "--json"], log, MostRunning, token);
            return Benches.Report(Report.Parse(output).Figures, "In a process of its own.");
        }
        finally
        {
            File.Delete(log);
        }
    }

    private static async Task<string> RunAsync(IReadOnlyList<string> command, string log, TimeSpan limit, CancellationToken token)
    {
        var outcome = await LoggedCommand.RunAsync(command, Clone.Folder, log, limit, null, token);
        return outcome.ExitCode == 0 ? outcome.Output : throw new CliFailure(ExitCode.Failed, $"{string.Join(' ', command)} ended with {outcome.ExitCode}: {outcome.Output.Trim().Split('\n')[^1]}");
    }
}
