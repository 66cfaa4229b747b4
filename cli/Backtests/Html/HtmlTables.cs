using System.Globalization;
using System.Text;
using InvestBot.Backtest.Runs;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;

namespace InvestBot.Cli.Backtests.Html;

/// <summary>The tables of a report.</summary>
internal static class HtmlTables
{
    public static string Months(BacktestResult result)
    {
        var before = result.Configuration.Capital.Amount;
        var months = new SortedDictionary<(int Year, int Month), double>();
        // A bar that closes at midnight belongs to the month before.
        foreach (var month in result.Equity.Select(point => (At: point.At.UtcDateTime.AddTicks(-1), point.Equity)).GroupBy(point => (point.At.Year, point.At.Month)))
        {
            var last = month.Last().Equity;
            months[month.Key] = before > 0m ? (double)(last / before) - 1.0 : 0.0;
            before = last;
        }
        var rows = months.Keys.Select(key => key.Year).Distinct().Select(year =>
            $"<tr><th scope=\"row\">{year.ToString(CultureInfo.InvariantCulture)}</th>" + string.Concat(Enumerable.Range(1, 12).Select(month => $"<td>{(months.TryGetValue((year, month), out var value) ? HtmlReport.Signed(value, "0.00%") : "")}</td>"))
            + $"<td>{HtmlReport.Signed(months.Where(month => month.Key.Year == year).Aggregate(1.0, (sum, month) => sum * (1.0 + month.Value)) - 1.0, "0.00%")}</td></tr>");
        return Table(["Year", .. CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames.Take(12), "Year"], rows);
    }

    public static string Groups(BacktestResult result, string by, Func<ClosedTrade, string> key)
    {
        var groups = result.Trades.GroupBy(key).Select(group => (group.Key, Figures: group.Aggregate(TradeFigures.None(result.Configuration.Capital.Currency), (sum, trade) => sum.Add(trade))));
        var rows = groups.OrderByDescending(group => group.Figures.Net).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => string.Create(
            CultureInfo.InvariantCulture,
            $"<tr><td class=\"text\">{HtmlReport.Text(group.Key)}</td><td>{HtmlReport.Signed((double)group.Figures.Net.Amount, "0.00")}</td><td>{group.Figures.Trades}</td><td>{Share(group.Figures.WinRate?.Value)}</td><td>{group.Figures.ProfitFactor:0.00}</td><td>{group.Figures.Gross.Amount:0.00}</td><td>{(group.Figures.Fees + group.Figures.Slippage).Amount:0.00}</td></tr>"));
        return Table([by, "net", "trades", "won", "profit factor", "gross", "costs"], rows);
    }

    public static string Trades(IEnumerable<ClosedTrade> trades) => Table(
        ["symbol", "opened", "closed", "net", "return", "why it was left", "quantity", "entry", "exit", "costs"],
        trades.Select(trade => string.Create(
            CultureInfo.InvariantCulture,
            $"<tr><td class=\"text\">{HtmlReport.Text(trade.Instrument.Symbol)}</td><td>{trade.OpenedAt:yyyy-MM-dd HH:mm}</td><td>{trade.ClosedAt:yyyy-MM-dd HH:mm}</td><td>{HtmlReport.Signed((double)trade.ProfitAndLoss.Amount, "0.00##")}</td><td>{HtmlReport.Signed((double)trade.Return.Value, "0.00%")}</td><td class=\"text\">{HtmlReport.Text(trade.ExitReason)}</td><td>{trade.Quantity}</td><td>{Price(trade.EntryPrice)}</td><td>{Price(trade.ExitPrice)}</td><td>{(trade.Fees + trade.Slippage).Amount:0.00##}</td></tr>")));

    // Six significant digits or, below a thousandth, as many as show them without an exponent.
    private static string Price(Price price) => ((double)price.Value).ToString(
        "0.00" + new string('#', Math.Clamp(3 - (int)Math.Floor(Math.Log10((double)price.Value)), 0, 12)), CultureInfo.InvariantCulture);

    private static string Share(decimal? value) => value is { } share ? share.ToString("0%", CultureInfo.InvariantCulture) : "";

    private static string Table(IEnumerable<string> heads, IEnumerable<string> rows)
    {
        var html = new StringBuilder("<div class=\"wide tall\"><table>\n<thead><tr>");
        foreach (var head in heads) html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{HtmlReport.Text(head)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows) html.Append(row).Append('\n');
        return html.Append("</tbody></table></div>\n").ToString();
    }
}
