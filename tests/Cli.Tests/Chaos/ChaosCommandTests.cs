using InvestBot.Cli.Chaos.Planted;
using InvestBot.Cli.Launcher;
using InvestBot.Cli.Output;
using InvestBot.Cli.Testing;

namespace InvestBot.Cli.Chaos;

public sealed class ChaosCommandTests
{
    [Fact, Trait(Runs.Name, Runs.Full)]
    public async Task Chaos_WithTwentyKills_LosesAndDoublesNothing()
    {
        await using var investbot = new Investbot();

        var run = await investbot.RunAsync("chaos", "--kills", "20", "--seed", "1", "--json");

        run.ExitCode.ShouldBe(0, run.Output + run.Errors);
        var figures = Figures(run);
        figures["kills"].ShouldBe(20.0);
        figures["kills of PostgreSQL"].ShouldBe(4.0);
        figures["fills"].ShouldBeGreaterThan(0.0);
        figures["lost"].ShouldBe(0.0);
        figures["doubled"].ShouldBe(0.0);
        figures["differing cents"].ShouldBe(0.0);
    }

    // A check that has nothing to find would end the same way whatever it looked at.
    [Theory, Trait(Runs.Name, Runs.Full)]
    [InlineData(Mistakes.SendBeforeCommit, "lost")]
    [InlineData(Mistakes.BookEveryFill, "doubled")]
    [InlineData(Mistakes.UnflushedCommits, "commits lost with PostgreSQL")]
    public async Task Chaos_WithAMistake_FindsIt(string mistake, string figure)
    {
        await using var investbot = new Investbot();

        var run = await investbot.RunAsync("chaos", "--kills", "1", "--break", mistake, "--json");

        run.ExitCode.ShouldBe(1, run.Output + run.Errors);
        Figures(run)[figure].ShouldBeGreaterThan(0.0);
    }

    [Theory]
    [InlineData("--kills", "many")]
    [InlineData("--break", "luck")]
    public async Task Chaos_WithWhatItDoesNotTake_SaysWhatItTakes(string option, string value)
    {
        await using var investbot = new Investbot();

        var run = await investbot.RunAsync("chaos", option, value);

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain(option);
    }

    [Fact]
    public async Task Server_OfAnotherHome_WithAMistakeAskedFor_DoesNotStart()
    {
        await using var investbot = new Investbot();
        investbot.Environment[Mistakes.SeamVariable] = Path.Combine(investbot.Home.Folder, "seam");

        var run = await investbot.UpAsync();

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain(Mistakes.SeamVariable);
    }

    private static Dictionary<string, double> Figures(Run run) => Report.Parse(run.Output).Figures.ToDictionary(figure => figure.Name, figure => (double)figure.Value);
}
