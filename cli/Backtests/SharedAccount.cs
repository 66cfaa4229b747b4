using System.Collections.Immutable;
using InvestBot.Backtest.Runs;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Backtests;

/// <summary>What each instance of one account came to, and the account as a whole.</summary>
internal static class SharedAccount
{
    public static IEnumerable<Figure> Figures(ImmutableArray<BacktestResult> results)
    {
        var unit = results[0].Configuration.Capital.Currency.Code;
        foreach (var result in results)
        {
            var name = result.Configuration.Preset == "none" ? result.Configuration.Strategy : result.Configuration.Preset;
            yield return new($"on the account, {result.Configuration.Id} ({name}): trades", result.Trades.Length);
            yield return new($"on the account, {result.Configuration.Id} ({name}): net profit", (double)result.Statistics.Total.Net.Round(4).Amount, unit);
        }
        yield return new("cash of the account at the start", (double)results.Sum(result => result.Configuration.Capital.Amount), unit);
        yield return new("cash of the account at the end", (double)results[0].Venue.Cash.Round(4).Amount, unit);
    }
}
