using System.Globalization;
using InvestBot.Domain.Trades;

namespace InvestBot.Api.Analytics;

/// <summary>The owner's goals, and how the figures stand to them.</summary>
internal static class Goals
{
    internal static IReadOnlyList<Goal> Of(TradeFigures total, EquityStatistics equity) =>
    [
        Between("win-rate", "55 to 65 %", (double?)total.WinRate?.Value, 0.55, double.MaxValue),
        Between("average-win", "2 to 4 %", (double?)total.AverageWinReturn?.Value, 0.02, double.MaxValue),
        Between("average-loss", "0.5 to 1 %", -(double?)total.AverageLossReturn?.Value, 0, 0.01),
        Number("profit-factor", "above 1.2", (double?)total.ProfitFactor, value => value > 1.2),
        Between("drawdown", "below 5 %", total.Trades == 0 ? null : equity.MaxDrawdown, 0, 0.05),
        Number("sharpe", "above 1", equity.Sharpe, value => value > 1),
        Number("expectancy", "above 0", (double?)total.Expectancy?.Amount, value => value > 0),
    ];

    // A share that is better than wanted is met too.
    private static Goal Between(string name, string goal, double? value, double least, double most) =>
        new(name, goal, value is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %") : null, value is { } number ? number >= least && number <= most : null);

    private static Goal Number(string name, string goal, double? value, Func<double, bool> met) =>
        new(name, goal, value?.ToString("0.##", CultureInfo.InvariantCulture), value is { } number ? met(number) : null);
}
