using System.CommandLine;
using InvestBot.Backtest.WalkForward;
using InvestBot.Cli.Backtests;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;

namespace InvestBot.Cli.Searches;

/// <summary><c>investbot walk-forward</c>: chooses settings on one stretch and tries them on the next, again and again.</summary>
internal static class WalkForwardCommand
{
    public static Command Build(TimeProvider time)
    {
        var options = new SearchOptions();
        var folds = NumberOption.Of("--folds", "How many stretches are tried.", 4, 1, 1000);
        var train = NumberOption.Of("--train", "How many times as long as a try each choice is.", 2, 1, 1000);
        var anchored = new Option<bool>("--anchored") { Description = "Let every choice begin with the first bar." };
        var command = new ExampleCommand(
            "walk-forward",
            "Choose settings on one stretch of bars and try them on the next, unseen one.",
            "investbot walk-forward --strategy mean-reversion --param rsi-below=20:40 --folds 5 --trials 50",
            "investbot walk-forward --preset momentum-trend --data DIR --anchored --json")
        { folds, train, anchored };
        options.AddTo(command);
        return command.Answering(time, together: false, (parsed, run, token) =>
        {
            var search = options.Of(parsed, run);
            var (from, to) = TradedTime.Of(run.Request);
            var parts = parsed.GetValue(folds) + parsed.GetValue(train);
            if ((to - from).TotalMinutes < parts) throw new CliFailure(ExitCode.Usage, "There are not so many minutes; give fewer --folds.");
            var plan = WalkForwardPlan.Of(from, to, parsed.GetValue(folds), parsed.GetValue(train), parsed.GetValue(anchored));
            var start = time.GetTimestamp();
            var result = WalkForwardRun.Run(search.Request, plan, search.SearcherFor, TrialProgress.OnConsole(search.Request.Trials * plan.Length), token);
            return WalkForwardReport.Of(result, search.Request, plan.Length, token.IsCancellationRequested, time.GetElapsedTime(start));
        });
    }
}
