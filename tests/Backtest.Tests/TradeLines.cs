using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using InvestBot.Backtest.Runs;
using InvestBot.Domain.Trades;

namespace InvestBot.Backtest.Tests;

/// <summary>Trades as text, to the last digit, and the digest of all of them.</summary>
internal static class TradeLines
{
    internal static IEnumerable<string> Of(IEnumerable<ClosedTrade> trades) => trades.Select(trade => string.Create(
        CultureInfo.InvariantCulture,
        $"{trade.Id} {trade.Instrument} {trade.Quantity} {trade.EntryPrice.Value:G29} {trade.ExitPrice.Value:G29} {trade.ProfitAndLoss.Amount:G29} {trade.OpenedAt:O} {trade.ClosedAt:O} {trade.ExitReason}"));

    internal static string Digest(BacktestResult result)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Of(result.Trades))));
        return string.Create(CultureInfo.InvariantCulture, $"{result.Trades.Length} trades, net {result.Statistics.Total.Net.Round(4)}, {Convert.ToHexStringLower(digest)[..16]}");
    }
}
