using System.Globalization;
using InvestBot.Domain.Trades;

namespace InvestBot.Cli.Backtests;

/// <summary>Closed trades as CSV (RFC 4180); amounts exact, fractions to six decimals.</summary>
internal static class TradeCsv
{
    public const string Header = "id,instrument,opened,closed,quantity,entry,exit,cost,fees,slippage,net,return,mae,mfe,entry-reason,exit-reason";

    public static void Write(string path, IEnumerable<ClosedTrade> trades) => File.WriteAllLines(path, trades.Select(Line).Prepend(Header));

    public static string Line(ClosedTrade trade) => string.Create(
        CultureInfo.InvariantCulture,
        $"{trade.Id},{Quoted(trade.Instrument.ToString())},{trade.OpenedAt:O},{trade.ClosedAt:O},{trade.Quantity},{trade.EntryPrice},{trade.ExitPrice},{Exact(trade.Cost.Amount)},{Exact(trade.Fees.Amount)},{Exact(trade.Slippage.Amount)},{Exact(trade.ProfitAndLoss.Amount)},{trade.Return.Value:0.######},{trade.AdverseExcursion.Value:0.######},{trade.FavorableExcursion.Value:0.######},{Quoted(trade.EntryReason)},{Quoted(trade.ExitReason)}");

    private static string Exact(decimal amount) => amount.ToString("0.##################", CultureInfo.InvariantCulture);

    // A field that a spreadsheet would take for a formula gets an apostrophe.
    internal static string Quoted(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\n\r") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
