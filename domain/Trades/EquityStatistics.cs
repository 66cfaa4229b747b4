using InvestBot.Domain.Markets;

namespace InvestBot.Domain.Trades;

/// <summary>Figures of an equity curve, after all costs, since equity is.</summary>
/// <remarks>
/// Returns are simple, from the last equity of one trading day (UTC date) to the last of the next; their figures follow
/// <see cref="ReturnStatistics"/>. Days a year: 365 where the market is always open, 252 at the NYSE. Drawdown is taken over
/// every point, not only over days, and so is Calmar's.
/// </remarks>
/// <param name="Days">Daily returns that there were.</param>
/// <param name="Return">Change from the first point to the last, a fraction.</param>
/// <param name="Sharpe">None below two daily returns, or when they do not vary.</param>
/// <param name="Sortino">None below two daily returns, or when none is negative.</param>
/// <param name="MaxDrawdown">Largest fall from a high, a fraction, zero or more.</param>
/// <param name="MaxDrawdownAmount">The same as money; may belong to another fall.</param>
public sealed record EquityStatistics(int Days, double Return, double? Sharpe, double? Sortino, double MaxDrawdown, decimal MaxDrawdownAmount)
{
    /// <summary>Days below which nothing is said of a year.</summary>
    public const int DaysForAYear = 30;

    /// <summary>Volatility of the daily returns for a year, a fraction; none below two of them.</summary>
    public double? Volatility { get; init; }

    /// <summary>The return for a year at this pace, compounded; none below <see cref="DaysForAYear"/> daily returns.</summary>
    public double? AnnualReturn { get; init; }

    /// <summary>Annual return ÷ largest drawdown; none below <see cref="DaysForAYear"/> daily returns, or without a drawdown.</summary>
    public double? Calmar { get; init; }

    /// <summary>Computes the figures.</summary>
    /// <param name="points">Ascending by time.</param>
    /// <param name="start">Equity before the first point: the capital.</param>
    /// <param name="calendar">How many days a year has.</param>
    public static EquityStatistics Of(IReadOnlyList<EquityPoint> points, decimal start, TradingCalendar calendar)
    {
        var daily = ReturnStatistics.Of(Daily(points, start), DaysOf(calendar));
        var (share, amount) = Drawdown(points, start);
        var total = points.Count == 0 || start <= 0m ? 0.0 : (double)(points[^1].Equity / start) - 1.0;
        var annual = daily.Count < DaysForAYear ? null : daily.AnnualReturn;
        return new EquityStatistics(daily.Count, total, daily.Sharpe, daily.Sortino, share, amount)
        {
            Volatility = daily.Volatility, AnnualReturn = annual, Calmar = share > 0 ? annual / share : null,
        };
    }

    /// <summary>Days that a year has.</summary>
    public static double DaysOf(TradingCalendar calendar) => calendar == TradingCalendar.Nyse ? 252.0 : 365.0;

    /// <summary>The daily returns that the figures are made of.</summary>
    /// <param name="points">Ascending by time.</param>
    /// <param name="start">Equity before the first point.</param>
    public static double[] Daily(IReadOnlyList<EquityPoint> points, decimal start)
    {
        var returns = new List<double>();
        var before = start;
        for (var i = 0; i < points.Count; i++)
        {
            if (i + 1 < points.Count && DayOf(points[i + 1]) == DayOf(points[i])) continue;
            if (before > 0m) returns.Add((double)(points[i].Equity / before) - 1.0);
            before = points[i].Equity;
        }
        return [.. returns];
    }

    private static (double Share, decimal Amount) Drawdown(IReadOnlyList<EquityPoint> points, decimal start)
    {
        var (high, share, amount) = (start, 0.0, 0m);
        foreach (var point in points)
        {
            high = Math.Max(high, point.Equity);
            amount = Math.Max(amount, high - point.Equity);
            if (high > 0m) share = Math.Max(share, (double)((high - point.Equity) / high));
        }
        return (share, amount);
    }

    private static DateOnly DayOf(EquityPoint point) => Risk.TradingDay.Of(point.At);
}
