using System.CommandLine;
using System.Globalization;
using InvestBot.Backtest.Checks;
using InvestBot.Backtest.Runs;
using InvestBot.Cli.Backtests;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Checks;

/// <summary><c>investbot lookahead</c>: proves on given bars that no decision knows later bars, and that none depends on where the history begins.</summary>
internal static class LookAheadCommand
{
    public static Command Build(TimeProvider time)
    {
        var cuts = NumberOption.Of("--cuts", "How many earlier ends and later starts are tried.", 5, 1, 1000);
        var command = new ExampleCommand(
            "lookahead",
            "Check that results do not depend on later bars, nor on where the history begins.",
            "investbot lookahead --strategy mean-reversion",
            "investbot lookahead --preset momentum-trend --data DIR --cuts 10 --json")
        { cuts };
        return command.Answering(time, together: false, (parsed, run, token) => Of(
            LookAheadCheck.Of(run.Request, parsed.GetValue(cuts), Backtester.Run, token),
            RecursiveCheck.Of(run.Request.Configuration, run.Request.Tapes, parsed.GetValue(cuts), token)));
    }

    private static Report Of(LookAheadResult ahead, RecursiveResult recursive) => new(ahead.Agrees && recursive.Agrees, [.. Figures(ahead, recursive)], [.. Notes(ahead, recursive)]);

    private static IEnumerable<Figure> Figures(LookAheadResult ahead, RecursiveResult recursive)
    {
        yield return new("ends tried", ahead.Cuts);
        yield return new("fills compared", ahead.Fills);
        yield return new("ends with a difference", ahead.Differences.Length);
        yield return new("starts tried, of each symbol", recursive.Starts);
        yield return new("bars compared", recursive.Bars);
        yield return new("signals compared", recursive.Signals);
        yield return new("answers that changed", recursive.Changed);
        foreach (var (name, difference) in recursive.Features) yield return new($"largest change of {name}", difference * 100.0, "%");
    }

    private static IEnumerable<string> Notes(LookAheadResult ahead, RecursiveResult recursive)
    {
        foreach (var difference in ahead.Differences) yield return string.Create(CultureInfo.InvariantCulture, $"With bars up to {difference.Cut:u}: {difference.Words}");
        yield return ahead.Agrees ? "No decision depends on later bars." : "Decisions depend on later bars.";
        yield return recursive.Agrees ? "No decision depends on where the history begins." : "Decisions depend on where the history begins: the warm-up is too short.";
        if (ahead.Fills == 0) yield return "Nothing was traded: the first check compared nothing.";
    }
}
