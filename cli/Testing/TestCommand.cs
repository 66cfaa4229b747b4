using System.CommandLine;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Testing;

internal static class TestCommand
{
    private const string OtherEngine = "Microsoft";

    public static Command Build(TimeProvider time)
    {
        var filter = new Option<string?>("--filter") { Description = "Run only tests that match (dotnet test's filter language); the page's tests are left out." };
        var full = new Option<bool>("--full") { Description = "Run the long ones too: the chaos of twenty kills, the mistakes that chaos must find, outages, and the loss of a machine." };
        var engine = new Option<string>("--engine")
        {
            Description = "The actor engine to build with: Embedded, or Microsoft where its packages are to be had.",
            DefaultValueFactory = _ => TestRun.DefaultEngine,
        };
        engine.Validators.Add(result =>
        {
            if (!((string[])[TestRun.DefaultEngine, OtherEngine]).Contains(result.GetValueOrDefault<string>(), StringComparer.OrdinalIgnoreCase))
                result.AddError($"--engine takes {TestRun.DefaultEngine} or {OtherEngine}.");
        });
        var command = new ExampleCommand(
            "test",
            "Build everything and run the tests; the last line counts them.",
            "investbot test                                   everything but the long runs",
            "investbot test --full                            everything, as the checks of a change do",
            "investbot test --filter FullyQualifiedName~Risk  only what has Risk in its name",
            "investbot test --engine Microsoft                the conformance suite and a cluster of two silos on Microsoft Orleans")
        { filter, full, engine };
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var steps = Steps.OnConsole(time);
            // However it was written, folders and properties have one spelling.
            var chosen = OtherEngine.Equals(parsed.GetValue(engine), StringComparison.OrdinalIgnoreCase) ? OtherEngine : TestRun.DefaultEngine;
            return (int)await (chosen == TestRun.DefaultEngine
                ? new TestRun(parsed.GetValue(filter), parsed.GetValue(full), steps, time).RunAsync(interruption.Token)
                : new OtherEngineRun(chosen, parsed.GetValue(filter), steps, time).RunAsync(interruption.Token));
        });
        return command;
    }
}
