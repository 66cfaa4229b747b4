using System.Text.RegularExpressions;
using InvestBot.Cli.Launcher;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Why;

public sealed partial class WhyCommandTests
{
    [Fact]
    public async Task Why_OfATradeThatTheAdviceNames_TellsItsStory()
    {
        await using var investbot = new Investbot();
        var up = await investbot.RunAsync("up", "--port", $"{investbot.Port}", "--speed", "1500");
        up.ExitCode.ShouldBe(0, up.Errors);
        await investbot.UntilAsync("closed trades=1");

        var unknown = await investbot.RunAsync("why", "nothing");
        var trade = TradeId().Match(unknown.Errors).Value;
        var told = await investbot.RunAsync("why", trade, "--json");

        unknown.ExitCode.ShouldBe(2);
        unknown.Errors.ShouldStartWith("investbot: There is no trade 'nothing'. The newest trades of '");
        told.ExitCode.ShouldBe(0, told.Errors);
        var report = Report.Parse(told.Output);
        report.Figures.Select(figure => figure.Name).ShouldContain("quantity");
        report.Notes[0].ShouldBe($"trade: {trade}");
        var story = report.Notes.SkipWhile(note => !note.Contains("  signal ", StringComparison.Ordinal)).ToList();
        story[0].ShouldContain(" saw a reason to buy ");
        story[1].ShouldContain("  risk.verdict ");
        story.ShouldContain(step => step.Contains("  fill ", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"[a-z][a-z0-9-]*\.\d+\.[a-z0-9]+")]
    private static partial Regex TradeId();
}
