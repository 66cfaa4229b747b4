using System.CommandLine;
using InvestBot.Backtest.Runs;
using InvestBot.Backtest.Search;
using InvestBot.Cli.Backtests;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Output;
using InvestBot.Domain.Trades;

namespace InvestBot.Cli.Searches;

/// <summary><c>investbot optimize</c>: searches settings on the first part of the bars and tries the best on the rest.</summary>
internal static class OptimizeCommand
{
    public static Command Build(TimeProvider time)
    {
        var options = new SearchOptions();
        var held = NumberOption.Of("--hold-out", "Percent of the time, at its end, that the search does not see.", 30, 0, 90);
        var command = new ExampleCommand(
            "optimize",
            "Search settings of a strategy, and say what speaks against them.",
            "investbot optimize --strategy mean-reversion --param rsi-below=20:40 --param stop-percent=0.5:3:0.5",
            "investbot optimize --preset momentum-trend --search random --trials 200 --objective return --json")
        { held };
        options.AddTo(command);
        return command.Answering(time, together: false, (parsed, run, token) => Run(options.Of(parsed, run), parsed.GetValue(held) / 100.0, time, token));
    }

    private static Report Run(Search asked, double held, TimeProvider time, CancellationToken token)
    {
        var search = asked.Request;
        var (from, to) = TradedTime.Of(search.Request);
        var cut = from.AddMinutes(Math.Floor((to - from).TotalMinutes * (1.0 - held)));
        var seen = search with { Request = search.Request with { From = from, To = cut } };
        var start = time.GetTimestamp();
        var trials = SearchRun.Run(seen, asked.SearcherFor(0), TrialProgress.OnConsole(search.Trials), token);
        var took = time.GetElapsedTime(start);
        if (token.IsCancellationRequested) return SearchReport.Stopped(search, trials, cut);
        if (SearchRun.Best(trials) is not { } best) return new Report(false, [], [$"No point could be run: {trials.Select(trial => trial.Refused).FirstOrDefault() ?? "there was none"}"]);
        var bot = Trial.Apply(search.Request.Configuration, best.Settings).Configuration!;
        var chosen = Backtester.Run(seen.Request with { Configuration = bot }, token);
        var unseen = held > 0 ? Backtester.Run(search.Request with { Configuration = bot, From = cut, To = to }, token) : null;
        var plain = Backtester.Run(seen.Request, token);
        return SearchReport.Of(search, trials, best, chosen, unseen, EquityStatistics.Of(plain.Equity, plain.Configuration.Capital.Amount, search.Calendar), cut, took);
    }
}
