using System.Text.RegularExpressions;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Testing;

/// <summary>Fetches the packages of another engine, if a feed has them.</summary>
internal sealed partial class EnginePackages(string engine, string artifacts, string logFolder)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Fetches what a project needs.</summary>
    /// <returns>Null when everything is there; otherwise what is missing, in the words of NuGet.</returns>
    /// <exception cref="CliFailure">The restore failed for another reason.</exception>
    public async Task<string?> RestoreAsync(string project, CancellationToken token)
    {
        var log = Path.Combine(logFolder, "restore.log");
        string[] restore = ["dotnet", "restore", project, "-v", "minimal", $"-p:OrleansEngine={engine}", $"-p:ArtifactsPath={artifacts}"];
        var environment = new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" };
        var outcome = await LoggedCommand.RunAsync(restore, Clone.Folder, log, Limit, environment, token);
        if (outcome.ExitCode == 0) return null;
        return MissingIn(outcome.Output) ?? throw new CliFailure(ExitCode.Failed, $"The packages of the {engine} engine could not be restored; the log says why: {log}");
    }

    /// <summary>What a restore said is not to be had, or null when it failed for another reason.</summary>
    internal static string? MissingIn(string output) => Missing().Match(output) is { Success: true } match ? match.Groups[1].Value.Trim() : null;

    // A package or version that no source has; a source that can't be reached.
    [GeneratedRegex(@"error ((?:NU1101|NU1102|NU1103|NU1301):.*)")]
    private static partial Regex Missing();
}
