using System.Globalization;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Install;
using InvestBot.Cli.Output;
using InvestBot.Storage.Server;

namespace InvestBot.Cli.Testing;

/// <summary>Runs every suite, as the launcher built them, against one throw-away PostgreSQL, and counts.</summary>
internal sealed class TestRun(string? filter, bool full, Steps steps, TimeProvider time)
{
    public const string DefaultEngine = "Embedded";

    private const int AtOnce = 2;

    // The longest begin, and the browser comes next: what ends last is short.
    private static readonly string[] First = ["InvestBot.Cli.Tests", "InvestBot.Storage.Tests"];
    private const string Chromium = "/usr/bin/chromium";

    private readonly string artifacts = Path.Combine(Clone.Folder, "artifacts");
    private readonly string resultFolder = Path.Combine(Clone.Folder, "artifacts", "test-results");
    private readonly List<SuiteResult> results = [];

    public async Task<ExitCode> RunAsync(CancellationToken token)
    {
        var start = time.GetTimestamp();
        TestEnvironment.Prepare();
        if (Directory.Exists(resultFolder))
            Directory.Delete(resultFolder, recursive: true);
        Directory.CreateDirectory(resultFolder);
        var scripts = filter is null ? WebSuites.Scripts() : [];
        await InstallAsync(scripts, token);
        await RunSuitesAsync(scripts, token);
        return Conclude(time.GetElapsedTime(start));
    }

    private async Task InstallAsync(IReadOnlyList<string> scripts, CancellationToken token)
    {
        List<string> missing = [];
        if (PostgresBinaries.FindAll().Count == 0)
            missing.Add("postgresql");
        if (scripts.Contains(WebSuites.BrowserScript) && !File.Exists(Chromium))
            missing.Add("chromium");
        if (missing.Count == 0)
            return;
        var wanted = string.Join(", ", missing);
        await steps.RunAsync($"Installing {wanted}", async () =>
        {
            await Apt.InstallAsync(missing, Path.Combine(resultFolder, "install.log"), token);
            return $"Installed {wanted}";
        });
    }

    private async Task RunSuitesAsync(IReadOnlyList<string> scripts, CancellationToken token)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"investbot-test-{Environment.ProcessId}-run");
        var server = new PrivatePostgres(new PrivatePostgresOptions { Folder = folder, ThrowAway = true, MaxConnections = 300 });
        try
        {
            var postgres = await steps.RunAsync("Starting a throw-away PostgreSQL", async () =>
                (await server.StartAsync(token), "Throw-away PostgreSQL started"));
            var projects = SolutionFile.TestProjects(await File.ReadAllTextAsync(Path.Combine(Clone.Folder, Clone.Solution), token));
            var dotnet = new DotnetSuites(artifacts, resultFolder, filter, full, postgres, time);
            var web = new WebSuites(resultFolder, postgres, time);
            Func<CancellationToken, Task<SuiteResult>> Project(string project) => inner => dotnet.RunAsync(project, inner);
            Func<CancellationToken, Task<SuiteResult>> Script(string script) => inner =>
                script == WebSuites.BrowserScript ? new BrowserSuite(artifacts, resultFolder, web, time).RunAsync(inner) : web.RunAsync(script, null, inner);
            Func<CancellationToken, Task<SuiteResult>>[] suites =
            [
                .. First.Intersect(projects).Select(Project),
                .. scripts.Where(script => script == WebSuites.BrowserScript).Select(Script),
                .. projects.Except(First).Select(Project),
                .. scripts.Where(script => script != WebSuites.BrowserScript).Select(Script),
            ];
            await Parallel.ForEachAsync(
                suites,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = token },
                async (suite, inner) => Report(await suite(inner)));
        }
        finally
        {
            await server.DestroyAsync(CancellationToken.None);
        }
    }

    private void Report(SuiteResult suite)
    {
        lock (results)
        {
            results.Add(suite);
            Say(suite);
        }
    }

    private void Say(SuiteResult suite)
    {
        var skipped = suite.Skipped > 0 ? $", {suite.Skipped} skipped" : "";
        steps.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"  {suite.Name,-32} {suite.Passed,5} passed, {suite.Failed} failed{skipped}   {suite.Took.TotalSeconds:0.0} s"));
        foreach (var failure in suite.Failures)
            steps.Say($"      failed: {failure}");
        if (suite.Failed > 0)
            steps.Say($"      log: {suite.Log}");
    }

    private ExitCode Conclude(TimeSpan took)
    {
        var passed = results.Sum(r => r.Passed);
        var failed = results.Sum(r => r.Failed);
        steps.Say(string.Create(CultureInfo.InvariantCulture, $"  {results.Count} suites in {took.TotalSeconds:0} s; results in {resultFolder}"));
        steps.Say($"{passed} passed, {failed} failed");
        return failed == 0 && passed > 0 ? ExitCode.Ok : ExitCode.Failed;
    }
}
