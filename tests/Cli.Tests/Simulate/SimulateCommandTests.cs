using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Launcher;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Simulate;

public sealed class SimulateCommandTests
{
    [Fact]
    public async Task Seed_InTwoProcesses_DoesTheSame()
    {
        await using var investbot = new Investbot();

        var first = await investbot.RunAsync("simulate", "--seed", "3", "--bots", "2", "--json");
        var second = await investbot.RunAsync("simulate", "--seed", "3", "--bots", "2", "--json");

        first.ExitCode.ShouldBe(0, first.Output + first.Errors);
        Digest(first).ShouldStartWith("Seed 3 did ");
        Digest(second).ShouldBe(Digest(first));
    }

    [Fact]
    public async Task Seeds_WithoutFaults_AreCountedAndHaveNone()
    {
        var typed = await Typed.Run("simulate", "--seeds", "2", "--bots", "1", "--faults", "none", "--json");

        typed.ExitCode.ShouldBe(0, typed.Output);
        var figures = Report.Parse(typed.Output).Figures.ToDictionary(figure => figure.Name, figure => (double)figure.Value);
        figures["seeds"].ShouldBe(2.0);
        figures["simulated bot-days"].ShouldBe(2.0, 0.2);
        figures["faults"].ShouldBe(0.0);
        figures["violations"].ShouldBe(0.0);
        figures["commits"].ShouldBeGreaterThan(0.0);
        figures["processor time of a bot-day"].ShouldBeGreaterThan(0.0);
    }

    [Theory]
    [InlineData("--seeds takes a number from 1", "--seeds", "0")]
    [InlineData("--days takes a number from 1 to 100", "--days", "101")]
    [InlineData("--bots takes a number from 1 to 20", "--bots", "many")]
    [InlineData("--first-bot takes a number from 1", "--first-bot", "0")]
    [InlineData("'crash' is neither", "--faults", "crash")]
    public async Task Arguments_ThatCannotBe_AreRefusedWithWhatWouldHelp(string help, params string[] arguments)
    {
        var typed = await Typed.Run(["simulate", .. arguments]);

        typed.ExitCode.ShouldNotBe(0);
        typed.Error.ShouldContain(help);
    }

    [Fact]
    public async Task Data_ThatIsNotThere_IsNamed() =>
        (await Should.ThrowAsync<CliFailure>(() => Typed.Run("simulate", "--data", "/no/such/folder"))).Message.ShouldContain("/no/such/folder");

    private static string Digest(Run run) => Report.Parse(run.Output).Notes[0];
}
