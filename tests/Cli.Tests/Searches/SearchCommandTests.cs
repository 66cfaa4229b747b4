using System.Diagnostics;
using System.Globalization;
using InvestBot.Backtest.Search;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Launcher;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Searches;

public sealed class SearchCommandTests
{
    private static readonly string[] Market = ["--data", Path.Combine(Clone.Folder, "data", "equities-2013"), "--strategy", "volatility-breakout"];

    [Fact]
    public async Task Optimize_OfAGrid_TriesEveryPointAndKeepsSomeTimeUnseen()
    {
        var typed = await Typed.Run(["optimize", .. Market, "--search", "grid", "--param", "volume-above=1:2:0.5", "--param", "exits.stop=1%:2%:1%", "--objective", "return", "--json"]);
        var report = Report.Parse(typed.Output.Trim());

        typed.ExitCode.ShouldBe(0);
        report.Ok.ShouldBeTrue();
        Figure(report, "trials").ShouldBe(6);
        Figure(report, "best volume-above").ShouldBeInRange(1, 2);
        report.Figures.Select(figure => figure.Name).ShouldContain("return out of sample");
        report.Notes.ShouldContain(note => note.StartsWith("Warning: ", StringComparison.Ordinal) && note.Contains("trades for 2 settings"));
    }

    [Fact]
    public async Task Optimize_WithTheSameSeed_FindsTheSame()
    {
        string[] line = ["optimize", .. Market, "--trials", "14", "--seed", "3", "--param", "volume-above=1:2", "--json"];
        var (one, two) = (Report.Parse((await Typed.Run([.. line, "--workers", "1"])).Output.Trim()), Report.Parse((await Typed.Run([.. line, "--workers", "3"])).Output.Trim()));

        Timeless(one).ShouldBe(Timeless(two));
    }

    [Fact]
    public async Task WalkForward_OfAWeek_SaysWhatUnseenStretchesCameTo()
    {
        var typed = await Typed.Run(["walk-forward", .. Market, "--folds", "2", "--train", "1", "--trials", "4", "--param", "volume-above=1:2", "--json"]);
        var report = Report.Parse(typed.Output.Trim());

        typed.ExitCode.ShouldBe(0);
        Figure(report, "folds").ShouldBe(2);
        report.Notes.Count(note => note.StartsWith("fold ", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory]
    [InlineData("Did you mean volume-above?", "--param", "volume-abov=1:2")]
    [InlineData("write name=low:high", "--param", "volume-above=2:1")]
    [InlineData("is given twice", "--param", "volume-above=1:2", "--param", "volume-above=1:3")]
    [InlineData("more than 100000", "--search", "grid", "--param", "volume-above=1:2:0.000001")]
    public async Task Ranges_ThatCannotBe_AreRefusedWithWhatWouldHelp(string help, params string[] arguments)
    {
        var failure = await Should.ThrowAsync<CliFailure>(() => Typed.Run(["optimize", .. Market, .. arguments]));

        failure.Code.ShouldBe(ExitCode.Usage);
        failure.Message.ShouldContain(help);
    }

    [Fact]
    public void Progress_OnATerminal_GrowsToTheEnd()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var progress = new TrialProgress(output, 2, moving: true);
        var trial = new Trial(1, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, 1.0, 0.05, null, 0.0, 3, null);

        progress.Report(trial);
        progress.Report(trial with { Number = 2, Score = 0.5, Return = 0.01 });

        output.ToString().ShouldContain("1/2");
        output.ToString().TrimEnd().ShouldEndWith("2/2, best return 5.00 %");
    }

    [Fact]
    public void Progress_ElsewhereThanOnATerminal_IsALineForEachTenth()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var progress = new TrialProgress(output, 20, moving: false);
        var trial = new Trial(1, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, 1.0, 0.05, null, 0.0, 3, null);

        for (var i = 0; i < 20; i++) progress.Report(trial);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(11);
        lines[0].ShouldStartWith("1 of 20 trials");
        lines[^1].ShouldStartWith("20 of 20 trials");
    }

    // A real process, stopped while it searches: far more trials than there is time for.
    [Theory]
    [InlineData("optimize", "Stopped after")]
    [InlineData("walk-forward", "Stopped after 0 of 4 folds")]
    public async Task Search_StoppedByCtrlC_SaysWhatWasFoundAndEndsWithTheCodeForIt(string command, string said)
    {
        await using var investbot = new Investbot();
        using var search = investbot.Start([command, .. Market, "--trials", "1000000", "--param", "volume-above=1:2", "--json"]);
        var output = search.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        (await search.StandardError.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull().ShouldStartWith("1 of ");
        var errors = search.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        using var interrupt = Process.Start("kill", ["-INT", $"{search.Id}"]);
        await search.WaitForExitAsync(TestContext.Current.CancellationToken);

        search.ExitCode.ShouldBe((int)ExitCode.Interrupted, await errors);
        var report = Report.Parse((await output).Trim());
        report.Ok.ShouldBeFalse();
        report.Notes.ShouldContain(note => note.StartsWith(said, StringComparison.Ordinal));
        if (command == "optimize") Figure(report, "best volume-above").ShouldBeInRange(1, 2);
    }

    private static double Figure(Report report, string name) => Convert.ToDouble(report.Figures.Single(figure => figure.Name == name).Value, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Timeless(Report report) =>
        [.. report.Figures.Where(figure => figure.Name is not ("search" or "runs a second")).Select(figure => $"{figure.Name} {figure}"), .. report.Notes];
}
