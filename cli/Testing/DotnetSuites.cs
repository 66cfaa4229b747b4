using InvestBot.Cli.Home;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Testing;

/// <summary>Runs built test projects and counts from their result files.</summary>
/// <param name="artifacts">Where they were built.</param>
/// <param name="resultFolder">Where results and logs go.</param>
/// <param name="filter">Only what matches this; null: all.</param>
/// <param name="full">Without a filter: the long ones too.</param>
/// <param name="postgres">The throw-away server that they share.</param>
/// <param name="time">The machine's clock.</param>
internal sealed class DotnetSuites(string artifacts, string resultFolder, string? filter, bool full, string postgres, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(40);

    public async Task<SuiteResult> RunAsync(string project, CancellationToken token)
    {
        var start = time.GetTimestamp();
        var name = project.Replace("InvestBot.", "", StringComparison.Ordinal);
        var log = Path.Combine(resultFolder, name + ".log");
        var trx = Path.Combine(resultFolder, name + ".trx");
        var assembly = Path.Combine(artifacts, "bin", project, "release", project + ".dll");
        List<string> command = ["dotnet", "test", assembly, "--results-directory", resultFolder, "--logger", $"trx;LogFileName={name}.trx"];
        if ((filter ?? (full ? null : Runs.Usual)) is { } chosen)
            command.AddRange(["--filter", chosen]);
        var environment = new Dictionary<string, string?> { ["INVESTBOT_TEST_POSTGRES"] = postgres, ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" };
        var outcome = await LoggedCommand.RunAsync(command, Clone.Folder, log, Limit, environment, token);
        return Result(name, trx, log, outcome, time.GetElapsedTime(start));
    }

    private SuiteResult Result(string name, string trx, string log, CommandOutcome outcome, TimeSpan took)
    {
        if (outcome.ExitCode == CommandOutcome.TimedOut)
            return new SuiteResult(name, 0, 1, 0, took, log, [$"(not done after {Limit.TotalMinutes:0} minutes)"]);
        if (!File.Exists(trx))
            return filter is not null && outcome.ExitCode == 0
                ? new SuiteResult(name, 0, 0, 0, took, log, [])
                : new SuiteResult(name, 0, 1, 0, took, log, ["(no results were written)"]);
        using var stream = File.OpenRead(trx);
        var (passed, failed, skipped, failures) = TrxFile.Read(stream);
        var broken = outcome.ExitCode != 0 && failed == 0;
        return new SuiteResult(name, passed, broken ? 1 : failed, skipped, took, log, broken ? ["(the run broke off)"] : failures);
    }
}
