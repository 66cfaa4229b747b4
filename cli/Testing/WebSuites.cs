using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using InvestBot.Cli.Home;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Testing;

/// <summary>Runs the page's checks: those of its npm scripts that are named here.</summary>
internal sealed partial class WebSuites(string resultFolder, string postgres, TimeProvider time)
{
    private const int MostComplaints = 10;

    public const string BrowserScript = "test:browser";

    private static readonly string[] Known = ["check", "lint", "test", BrowserScript];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);
    private static readonly string Folder = Path.Combine(Clone.Folder, "web");

    /// <summary>The scripts to run, in order; none when there is no page.</summary>
    public static IReadOnlyList<string> Scripts()
    {
        var package = Path.Combine(Folder, "package.json");
        if (!File.Exists(package))
            return [];
        using var document = JsonDocument.Parse(File.ReadAllText(package));
        return document.RootElement.TryGetProperty("scripts", out var scripts)
            ? [.. Known.Where(name => scripts.TryGetProperty(name, out _))]
            : [];
    }

    /// <summary>Runs one script.</summary>
    /// <param name="script">Its name.</param>
    /// <param name="more">Variables that it needs beside the usual ones.</param>
    /// <param name="token">Ends it.</param>
    public async Task<SuiteResult> RunAsync(string script, IReadOnlyDictionary<string, string?>? more, CancellationToken token)
    {
        var start = time.GetTimestamp();
        var name = "web " + script;
        var log = Path.Combine(resultFolder, $"web-{script.Replace(':', '-')}.log");
        var environment = new Dictionary<string, string?>
        {
            ["NO_COLOR"] = "1",
            ["FORCE_COLOR"] = null,
            ["INVESTBOT_TEST_POSTGRES"] = postgres,
        };
        foreach (var (variable, value) in more ?? new Dictionary<string, string?>())
            environment[variable] = value;
        var outcome = await LoggedCommand.RunAsync(["npm", "run", script], Folder, log, Limit, environment, token);
        var (passed, failed, skipped) = Count(outcome);
        return new SuiteResult(name, passed, failed, skipped, time.GetElapsedTime(start), log, failed > 0 ? [.. Complaints(outcome)] : []);
    }

    /// <summary>
    /// The counts that Vitest or Node's runner prints at the end; a check that counts nothing is one test.
    /// A failing exit code is never less than one failure.
    /// </summary>
    internal static (int Passed, int Failed, int Skipped) Count(CommandOutcome outcome)
    {
        var (passed, failed, skipped) = VitestLine().Match(outcome.Output) is { Success: true } vitest
            ? (Number(vitest, "passed"), Number(vitest, "failed"), Number(vitest, "skipped"))
            : NodeCounts(outcome.Output);
        if (outcome.ExitCode != 0)
            return (passed, Math.Max(failed, 1), skipped);
        return passed + failed + skipped == 0 ? (1, 0, 0) : (passed, failed, skipped);
    }

    // What the runners, the compiler and the linter mark as wrong; without a mark, the last that was said.
    private static IEnumerable<string> Complaints(CommandOutcome outcome)
    {
        var lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var marked = lines.Where(line => Mark().IsMatch(line)).Take(MostComplaints).ToArray();
        return marked.Length > 0 ? marked : lines.TakeLast(MostComplaints);
    }

    private static (int Passed, int Failed, int Skipped) NodeCounts(string output)
    {
        var counts = NodeLine().Matches(output).ToLookup(m => m.Groups["what"].Value, m => int.Parse(m.Groups["count"].ValueSpan, CultureInfo.InvariantCulture));
        return (counts["pass"].LastOrDefault(), counts["fail"].LastOrDefault() + counts["cancelled"].LastOrDefault(), counts["skipped"].LastOrDefault());
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^\s*Tests\s+(?:(?<failed>\d+) failed)?[ |]*(?:(?<passed>\d+) passed)?[ |]*(?:(?<skipped>\d+) skipped)?.*\(\d+\)", RegexOptions.Multiline)]
    private static partial Regex VitestLine();

    [GeneratedRegex(@"^(?:✖|×|not ok|FAIL\b|Error:|\w+Error\b)|\berror\b")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^(?:#|ℹ) (?<what>pass|fail|cancelled|skipped) (?<count>\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex NodeLine();
}
