using InvestBot.Cli.Launcher;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Chaos;

public sealed class ChaosCommandTests
{
    [Fact]
    public async Task Chaos_WithFiveKills_LosesAndDoublesNothing()
    {
        await using var investbot = new Investbot();

        var run = await investbot.RunAsync("chaos", "--kills", "5", "--seed", "1", "--json");

        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        var figures = Report.Parse(run.Output).Figures.ToDictionary(figure => figure.Name, figure => figure.Value);
        figures["kills"].ShouldBe(5.0);
        figures["lost"].ShouldBe(0.0);
        figures["doubled"].ShouldBe(0.0);
        figures["differing cents"].ShouldBe(0.0);
    }

    [Fact]
    public async Task Chaos_WithNoNumberOfKills_SaysWhatItTakes()
    {
        await using var investbot = new Investbot();

        var run = await investbot.RunAsync("chaos", "--kills", "many");

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("--kills");
    }
}
