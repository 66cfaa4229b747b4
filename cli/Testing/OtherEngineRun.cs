using System.Globalization;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Testing;

/// <summary>
/// Runs what another engine than the default must pass: the suites of semantics and of wire contracts, and the chaos of a cluster. Where
/// no feed has its packages, nothing is run, and each test that was not is named.
/// </summary>
internal sealed class OtherEngineRun(string engine, string? filter, Steps steps, TimeProvider time)
{
    private static readonly string[] Suites = ["Engine.Conformance", "GrainInterfaces.Tests"];
    private const string ChaosName = "Cluster.Chaos (two silos and an API; a silo is killed, one is drained; books are verified)";
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ChaosLimit = TimeSpan.FromMinutes(10);

    private readonly string artifacts = Path.Combine(Clone.Folder, "artifacts", engine.ToLowerInvariant());
    private readonly string resultFolder = Path.Combine(Clone.Folder, "artifacts", "test-results", engine.ToLowerInvariant());

    public async Task<ExitCode> RunAsync(CancellationToken token)
    {
        if (Directory.Exists(resultFolder)) Directory.Delete(resultFolder, recursive: true);
        Directory.CreateDirectory(resultFolder);
        var missing = await steps.RunAsync($"Fetching the packages of the {engine} engine", async () =>
        {
            var lack = await new EnginePackages(engine, artifacts, resultFolder).RestoreAsync(Folder(Suites[0]), token);
            return (lack, lack is null ? $"Packages of the {engine} engine fetched" : $"Packages of the {engine} engine are not to be had");
        });
        if (missing is not null) return NameThose(missing);
        foreach (var suite in Suites) await BuildAsync(Folder(suite), token);
        await BuildAsync(Path.Combine(Clone.Folder, "cli"), token);
        var runner = new DotnetSuites(artifacts, resultFolder, filter, full: true, "", time);
        List<SuiteResult> results = [];
        foreach (var suite in Suites) results.Add(await runner.RunAsync($"InvestBot.{suite}", token));
        if (filter is null) results.Add(await ChaosAsync(token));
        return Conclude(results);
    }

    /// <summary>Says what is missing, and each test that was not run for it.</summary>
    internal ExitCode NameThose(string missing)
    {
        steps.Say($"  {missing}");
        List<string> names = [.. Suites.SelectMany(suite => TestSources.Names(Folder(suite), TestRun.DefaultEngine)), ChaosName];
        foreach (var name in names) steps.Say($"  not run: {name}");
        steps.Say(string.Create(CultureInfo.InvariantCulture, $"0 passed, 0 failed, {names.Count} skipped"));
        return ExitCode.EngineMissing;
    }

    private static string Folder(string suite) => Path.Combine(Clone.Folder, "tests", suite);

    private Task BuildAsync(string project, CancellationToken token) => steps.RunAsync($"Building {Path.GetFileName(project)}", async () =>
    {
        var log = Path.Combine(resultFolder, $"build-{Path.GetFileName(project)}.log");
        string[] build =
        [
            "dotnet", "build", project, "-c", "Release", "--nologo", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false", $"-p:OrleansEngine={engine}", $"-p:ArtifactsPath={artifacts}",
        ];
        var environment = new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" };
        var outcome = await LoggedCommand.RunAsync(build, Clone.Folder, log, BuildLimit, environment, token);
        if (outcome.ExitCode != 0) throw new CliFailure(ExitCode.Failed, $"The build with the {engine} engine failed; its log: {log}");
        return $"{Path.GetFileName(project)} built ({engine} engine)";
    });

    private async Task<SuiteResult> ChaosAsync(CancellationToken token)
    {
        var start = time.GetTimestamp();
        var log = Path.Combine(resultFolder, "cluster-chaos.log");
        var program = Path.Combine(artifacts, "bin", "InvestBot.Cli", "release", "investbot.dll");
        var environment = new Dictionary<string, string?> { [Clone.Variable] = Clone.Folder };
        var outcome = await LoggedCommand.RunAsync(["dotnet", program, "chaos"], Clone.Folder, log, ChaosLimit, environment, token);
        var ok = outcome.ExitCode == 0;
        return new SuiteResult("Cluster.Chaos", ok ? 1 : 0, ok ? 0 : 1, 0, time.GetElapsedTime(start), log, ok ? [] : [ChaosName]);
    }

    private ExitCode Conclude(List<SuiteResult> results)
    {
        foreach (var suite in results)
        {
            steps.Say(string.Create(CultureInfo.InvariantCulture, $"  {suite.Name,-32} {suite.Passed,5} passed, {suite.Failed} failed   {suite.Took.TotalSeconds:0.0} s; log: {suite.Log}"));
            foreach (var failure in suite.Failures) steps.Say($"      failed: {failure}");
        }
        var (passed, failed) = (results.Sum(suite => suite.Passed), results.Sum(suite => suite.Failed));
        steps.Say(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed"));
        return failed == 0 && passed > 0 ? ExitCode.Ok : ExitCode.Failed;
    }
}
