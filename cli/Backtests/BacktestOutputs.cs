using System.CommandLine;
using InvestBot.Backtest.Runs;
using InvestBot.Cli.Backtests.Html;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Backtests;

/// <summary>The files that <c>investbot backtest</c> can write.</summary>
internal sealed class BacktestOutputs
{
    private readonly Option<FileInfo?> _trades = new("--trades") { Description = "Write the closed trades to this CSV file." };
    private readonly Option<FileInfo?> _equity = new("--equity") { Description = "Write the equity curve to this CSV file." };
    private readonly Option<FileInfo?> _report = new("--report") { Description = "Write a report to this HTML file: one file, nothing else is needed to read it." };
    private readonly Option<FileInfo?> _result = new("--result") { Description = "Write figures, trades and equity to this JSON file." };

    public void AddTo(Command command)
    {
        foreach (var option in new[] { _report, _result, _trades, _equity }) command.Options.Add(option);
    }

    public void Write(ParseResult parsed, BacktestResult result, PreparedRun run, BacktestFigures figures, Report report)
    {
        if (parsed.GetValue(_trades) is { } trades) TradeCsv.Write(trades.FullName, result.Trades);
        if (parsed.GetValue(_equity) is { } equity) EquityCsv.Write(equity.FullName, result.Equity);
        if (parsed.GetValue(_result) is { } json) ResultJson.Write(json.FullName, result, report);
        if (parsed.GetValue(_report) is { } html) File.WriteAllText(html.FullName, HtmlReport.Of(result, run, figures, report.Notes));
    }
}
