using InvestBot.Domain.Markets;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;

namespace InvestBot.Api.Analytics;

/// <summary>Figures from closed trades and equity.</summary>
internal static class Figures
{
    private const int Places = 8;

    internal static AnalyticsView Of(IEnumerable<ClosedTrade> trades, EquityStatistics equity, Currency currency)
    {
        var statistics = trades.Aggregate(TradeStatistics.None(currency), (sum, trade) => sum.Add(trade));
        var total = statistics.Total;
        var tokens = statistics.ByInstrument.OrderBy(token => token.Value.Net).ToArray();
        return new AnalyticsView(
            total.Trades, total.Wins, total.Losses, Number(total.WinRate), Shown(total.AverageWin), -Shown(total.AverageLoss), Number(total.AverageWinReturn), Number(total.AverageLossReturn),
            (double?)total.ProfitFactor, Shown(total.Expectancy), total.Net.Amount, total.Gross.Amount, total.Fees.Amount, total.Slippage.Amount,
            equity.Sharpe, equity.Sortino, equity.MaxDrawdownAmount, equity.MaxDrawdown,
            total.Wins == 0 ? null : total.LargestWin.Amount, total.Losses == 0 ? null : -total.LargestLoss.Amount,
            tokens.Length == 0 ? null : Symbol(tokens[^1].Key), tokens.Length == 0 ? null : Symbol(tokens[0].Key), total.AverageHolding?.TotalSeconds,
            total.LongestWinStreak, total.LongestLossStreak, Goals.Of(total, equity))
        {
            Payoff = (double?)total.Payoff,
            SystemQuality = total.SystemQuality,
            Calmar = equity.Calmar,
            AnnualReturn = equity.AnnualReturn,
            Volatility = equity.Volatility,
            AverageMae = Number(total.AverageAdverse),
            AverageMfe = Number(total.AverageFavorable),
            LongestHolding = total.Trades == 0 ? null : total.LongestHolding.TotalSeconds,
        };
    }

    internal static GroupAnalytics[] Of(IEnumerable<TradeGroup> groups) =>
    [
        .. groups.Select(group => (group.Key, group.Figures)).Select(group => new GroupAnalytics(
            group.Key, group.Figures.Trades, Number(group.Figures.WinRate), group.Figures.Net.Amount, group.Figures.Gross.Amount, group.Figures.Fees.Amount, group.Figures.Slippage.Amount,
            Shown(group.Figures.Expectancy), (double?)group.Figures.ProfitFactor, group.Figures.AverageHolding?.TotalSeconds, Number(group.Figures.AverageAdverse), Number(group.Figures.AverageFavorable))),
    ];

    internal static TokenAnalytics[] ByToken(IEnumerable<ClosedTrade> trades, Currency currency) =>
    [
        .. trades.Aggregate(TradeStatistics.None(currency), (sum, trade) => sum.Add(trade)).ByInstrument
            .OrderByDescending(token => token.Value.Net)
            .Select(token => new TokenAnalytics(
                token.Key, Symbol(token.Key), token.Value.Trades, Number(token.Value.WinRate), token.Value.Net.Amount, token.Value.Fees.Amount, token.Value.AverageHolding?.TotalSeconds)),
    ];

    private static string Symbol(string instrument) => InstrumentId.Parse(instrument).Symbol;

    private static double? Number(Ratio? ratio) => ratio is { } value ? (double)value.Value : null;

    private static decimal? Shown(Money? money) => money?.Round(Places).Amount;
}
