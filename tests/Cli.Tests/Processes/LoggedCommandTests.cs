using InvestBot.Cli.Scratch;

namespace InvestBot.Cli.Processes;

public sealed class LoggedCommandTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Run_KeepsWhatWasWritten()
    {
        var log = scratch.File("run.log");

        var outcome = await LoggedCommand.RunAsync(
            ["/bin/sh", "-c", "echo out; echo err >&2; exit 3"], "/", log, TimeSpan.FromMinutes(1), null, TestContext.Current.CancellationToken);

        outcome.ExitCode.ShouldBe(3);
        outcome.Output.ShouldContain("out");
        outcome.Output.ShouldContain("err");
        (await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken)).ShouldContain("err");
    }

    [Fact]
    public async Task Run_BeyondItsTime_EndsEverythingThatItStarted()
    {
        var outcome = await LoggedCommand.RunAsync(
            ["/bin/sh", "-c", "sleep 600 & echo $!; wait"], "/", scratch.File("run.log"), TimeSpan.FromSeconds(1), null, TestContext.Current.CancellationToken);

        outcome.ExitCode.ShouldBe(CommandOutcome.TimedOut);
        ProcessStamp.Of(int.Parse(outcome.Output.Trim(), System.Globalization.CultureInfo.InvariantCulture)).ShouldBeNull();
    }
}
