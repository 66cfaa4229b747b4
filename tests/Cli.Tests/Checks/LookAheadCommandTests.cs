using InvestBot.Cli.Commands;
using InvestBot.Cli.Home;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Checks;

public sealed class LookAheadCommandTests
{
    [Fact]
    public async Task LookAhead_OfAStrategy_ComparesFillsAndSignals()
    {
        var typed = await Typed.Run("lookahead", "--strategy", "sma-breakout", "--data", Path.Combine(Clone.Folder, "data", "equities-2013"), "--cuts", "2", "--json");
        var report = Report.Parse(typed.Output.Trim());

        typed.ExitCode.ShouldBe(0);
        report.Ok.ShouldBeTrue();
        report.Figures.Single(figure => figure.Name == "ends with a difference").Value.ShouldBe(0.0);
        ((double)report.Figures.Single(figure => figure.Name == "fills compared").Value).ShouldBeGreaterThan(0);
    }
}
