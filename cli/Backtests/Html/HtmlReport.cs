using System.Globalization;
using System.Net;
using System.Text;
using InvestBot.Backtest.Runs;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Backtests.Html;

/// <summary>A result as one HTML file that needs nothing else: no script, no font, no request. Light or dark as the reader's system is.</summary>
internal static class HtmlReport
{
    private const int MostTrades = 2000;
    private const int MostCharts = 12;
    private static readonly string[] Leading = ["net return", "net profit", "maximum drawdown", "trades", "win rate", "profit factor"];

    public static string Of(BacktestResult result, PreparedRun run, BacktestFigures figures, IEnumerable<string> notes)
    {
        var bot = result.Configuration;
        var name = bot.Preset == "none" ? bot.Strategy : bot.Preset;
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Backtest of {Text(name)}</title>\n<style>{HtmlStyle.Css}</style>\n</head>\n<body>\n<main>\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1>Backtest of {Text(name)}</h1>\n<p class=\"sub\">{Text(run.Recording.Description.Name)}, {result.From:yyyy-MM-dd HH:mm} to {result.To:yyyy-MM-dd HH:mm} UTC, {bot.Universe.Length} symbols, all figures after costs unless they say otherwise.</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<dl class=\"lead\">\n{Items(Leading.SelectMany(wanted => figures.Outcome.Where(figure => figure.Name == wanted)))}</dl>\n");
        Section(html, $"Equity in {bot.Capital.Currency}", EquityChart.Equity(result));
        Section(html, "Drawdown", EquityChart.Drawdown(result));
        Section(html, "Return by month", HtmlTables.Months(result));
        Section(html, "Returns of the trades", Distribution.Of(result));
        Section(html, "Figures", Figures(figures.Outcome));
        if (!figures.Benchmark.IsEmpty) Section(html, "Beside holding the benchmark", Figures(figures.Benchmark));
        if (!figures.Learned.IsEmpty) Section(html, "What it learned", Figures(figures.Learned));
        if (!figures.Lottery.IsEmpty) Section(html, "The same trades by chance", Figures(figures.Lottery));
        Section(html, "By symbol", HtmlTables.Groups(result, "symbol", trade => trade.Instrument.Symbol));
        Section(html, "By strategy", HtmlTables.Groups(result, "strategy", _ => bot.Strategy));
        Section(html, "By reason of the exit", HtmlTables.Groups(result, "reason", trade => trade.ExitReason));
        var charted = result.Trades.GroupBy(trade => trade.Instrument).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).ToList();
        foreach (var group in charted.Take(MostCharts))
            if (run.Request.Tapes.FirstOrDefault(tape => tape.Instrument.Id == group.Key) is { } tape)
                Section(html, $"{group.Key.Symbol}: prices in {tape.Instrument.Quote}, entries and exits", CandleChart.Of(tape, [.. group], result));
        if (charted.Count > MostCharts) Note(html, string.Create(CultureInfo.InvariantCulture, $"Charts of the {MostCharts} symbols with the most trades of {charted.Count}."));
        Section(html, "Trades", HtmlTables.Trades(result.Trades.Take(MostTrades)));
        if (result.Trades.Length > MostTrades) Note(html, string.Create(CultureInfo.InvariantCulture, $"The first {MostTrades} of {result.Trades.Length} trades; --trades writes all of them."));
        Section(html, "Decisions", Figures(figures.Decisions));
        Section(html, "The run", Figures([.. figures.Subject, .. figures.Speed]));
        Section(html, "Notes", "<ul>" + string.Concat(notes.Select(note => $"<li>{Text(note)}</li>")) + "<li>What is recorded says what would have been, under the assumptions above, and nothing of what will be.</li></ul>\n");
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    /// <summary>Text that is safe in HTML.</summary>
    internal static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A signed amount or share with a class that colours it.</summary>
    internal static string Signed(double value, string format) => string.Create(
        CultureInfo.InvariantCulture, $"<span class=\"{(value > 0 ? "up" : value < 0 ? "down" : "")}\">{(value > 0 ? "+" : "")}{value.ToString(format, CultureInfo.InvariantCulture)}</span>");

    private static void Section(StringBuilder html, string title, string content) => html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{Text(title)}</h2>\n{content}</section>\n");

    private static void Note(StringBuilder html, string text) => html.Append(CultureInfo.InvariantCulture, $"<p class=\"sub\">{Text(text)}</p>\n");

    private static string Figures(IEnumerable<Figure> figures) => $"<dl>\n{Items(figures)}</dl>\n";

    private static string Items(IEnumerable<Figure> figures) => string.Concat(figures.Select(figure => $"<div><dt>{Text(figure.Name)}</dt><dd{Colour(figure)}>{Text(figure.ToString())}</dd></div>\n"));

    private static string Colour(Figure figure) => figure is { Name: "net return" or "net profit", Value: double value and not 0.0 } ? value > 0 ? " class=\"up\"" : " class=\"down\"" : "";
}
