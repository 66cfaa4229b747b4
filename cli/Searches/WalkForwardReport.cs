using System.Globalization;
using InvestBot.Backtest.Overfitting;
using InvestBot.Backtest.Search;
using InvestBot.Backtest.WalkForward;
using InvestBot.Cli.Output;
using InvestBot.Domain.Trades;

namespace InvestBot.Cli.Searches;

/// <summary>What a walk forward came to: only what was not seen by a choice counts.</summary>
internal static class WalkForwardReport
{
    /// <param name="result">What it came to.</param>
    /// <param name="search">What was searched in each fold.</param>
    /// <param name="planned">How many folds there were to be; fewer were done where it was stopped or no point could be run.</param>
    /// <param name="stopped">Whether it was ended early.</param>
    /// <param name="took">How long.</param>
    public static Report Of(WalkForwardResult result, SearchRequest search, int planned, bool stopped, TimeSpan took)
    {
        IEnumerable<string> ended = stopped ? [string.Create(CultureInfo.InvariantCulture, $"Stopped after {result.Folds.Length} of {planned} folds; this is what they came to.")] : [];
        return result.Folds.IsEmpty
            ? new Report(false, [], [.. ended, .. stopped ? Array.Empty<string>() : ["In no fold could a point be run."]])
            : new Report(!stopped, [.. Figures(result, took)], [.. ended, .. result.Folds.Select(Line), .. Warnings(result, search)]);
    }

    private static IEnumerable<Figure> Figures(WalkForwardResult result, TimeSpan took)
    {
        var trades = result.Trades.Aggregate(TradeFigures.None(result.Folds[0].Test.Configuration.Capital.Currency), (sum, trade) => sum.Add(trade));
        yield return new("folds", result.Folds.Length);
        yield return new("folds that gained", result.Folds.Count(fold => fold.Equity.Return > 0));
        yield return new("return out of sample", SearchReport.Percent(result.OutOfSample), "%");
        yield return new("mean return in sample", SearchReport.Percent(result.Folds.Average(fold => fold.Chosen.Return)), "%");
        yield return new("largest drawdown out of sample", SearchReport.Percent(result.Folds.Max(fold => fold.Equity.MaxDrawdown)), "%");
        yield return new("trades out of sample", trades.Trades);
        yield return new("net profit out of sample", (double)trades.Net.Round(4).Amount, trades.Net.Currency.Code);
        yield return new("costs out of sample", (double)(trades.Fees + trades.Slippage).Round(4).Amount, trades.Net.Currency.Code);
        if (trades.WinRate is { } won) yield return new("win rate out of sample", SearchReport.Percent((double)won.Value), "%");
        if (trades.ProfitFactor is { } factor) yield return new("profit factor out of sample", SearchReport.Round((double)factor));
        if (result.Efficiency is { } efficiency) yield return new("walk-forward efficiency", SearchReport.Round(efficiency));
        yield return new("walk", SearchReport.Round(took.TotalSeconds), "s");
    }

    private static IEnumerable<string> Warnings(WalkForwardResult result, SearchRequest search) => SearchReport.Warnings(new Choice(
        SearchReport.Searched(search), search.Trials, result.Folds.Min(fold => fold.Chosen.Trades), result.ChosenADay, result.UnseenADay, null));

    private static string Line(FoldResult fold, int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"fold {number + 1}, {fold.Fold.TestFrom:yyyy-MM-dd HH:mm} to {fold.Fold.TestTo:yyyy-MM-dd HH:mm}: {SearchReport.Words(fold.Chosen.Settings)}: {fold.Chosen.Return:P2} in sample, {fold.Equity.Return:P2} out of it, {fold.Test.Trades.Length} trades");
}
