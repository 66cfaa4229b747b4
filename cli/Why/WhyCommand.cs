using System.CommandLine;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Database;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Processes;

namespace InvestBot.Cli.Why;

/// <summary><c>why TRADE</c>.</summary>
internal static class WhyCommand
{
    public static Command Build(TimeProvider time)
    {
        var trade = new Argument<string>("trade") { Description = "The trade's id; the page shows it, and so does its entry order." };
        var json = JsonOption.Build();
        var command = new ExampleCommand(
            "why",
            "Explain one trade from the journal: what was seen, how risk judged, orders, fills, and how it ended.",
            "investbot why alpha.1.h1k2m03          in words, in order",
            "investbot why alpha.1.h1k2m03 --json   for programs: the trade in figures, the story in notes")
        { trade, json };
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            await using var fleet = await StoredFleet.OpenAsync(InstallationHome.OfThisClone(), time, interruption.Token);
            var report = await new TradeSearch(fleet.Storage).ReportAsync(parsed.GetRequiredValue(trade), interruption.Token);
            report.Write(Console.Out, parsed.GetValue(json));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
