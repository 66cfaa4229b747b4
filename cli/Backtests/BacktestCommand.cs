using System.CommandLine;
using InvestBot.Backtest.Runs;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Backtests;

/// <summary><c>investbot backtest</c>: runs a preset or a strategy over a folder of recorded bars with the code that decides in live trading.</summary>
internal static class BacktestCommand
{
    public static Command Build(TimeProvider time)
    {
        var outputs = new BacktestOutputs();
        var command = new ExampleCommand(
            "backtest",
            "Run a preset or a strategy over recorded bars.",
            "investbot backtest --preset conservative-memecoin",
            "investbot backtest --preset momentum-trend --symbols BONK,WIF --from 2024-05-01 --to 2024-06-01",
            "investbot backtest --strategy mean-reversion --data DIR --set rsi-below=25 --report out.html --json");
        outputs.AddTo(command);
        return command.Answering(time, together: true, (parsed, run, token) => Run(parsed, outputs, run, time, token));
    }

    private static Report Run(ParseResult parsed, BacktestOutputs outputs, PreparedRun run, TimeProvider time, CancellationToken token)
    {
        var start = time.GetTimestamp();
        var results = run.Others.IsEmpty ? [Backtester.Run(run.Request, token)] : Backtester.RunTogether([run.Request, .. run.Others], token);
        var figures = BacktestFigures.Of(results[0], run, time.GetElapsedTime(start));
        var report = BacktestReport.Of(results[0], run, figures);
        if (results.Length > 1) report = report with { Figures = [.. report.Figures, .. SharedAccount.Figures(results)] };
        outputs.Write(parsed, results[0], run, figures, report);
        return report;
    }
}
