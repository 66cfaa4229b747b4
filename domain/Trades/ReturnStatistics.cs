namespace InvestBot.Domain.Trades;

/// <summary>Figures of a series of simple returns, one for each period, such as a day.</summary>
/// <remarks>
/// Conventions of empyrical: Sharpe is mean ÷ sample standard deviation (n − 1) × √periods a year, risk-free rate 0; Sortino is
/// mean ÷ √(mean of squared negative returns over all n) × √periods a year, target 0; the annual return compounds, (Π(1 + r))
/// to the power periods a year ÷ n, less 1; Calmar is it ÷ the largest fall of the compounded series from a high, its start
/// included. Where empyrical has NaN or infinity there is no figure. Sources: Sharpe, Journal of Portfolio Management 21, 1994;
/// Sortino and van der Meer, Journal of Portfolio Management 17, 1991; Young, Futures 20, 1991.
/// </remarks>
/// <param name="Count">How many returns.</param>
/// <param name="Volatility">Sample standard deviation × √periods a year; none below two returns.</param>
/// <param name="Sharpe">None below two returns, or when they do not vary.</param>
/// <param name="Sortino">None below two returns, or when none is negative.</param>
/// <param name="AnnualReturn">A fraction; none without a return.</param>
/// <param name="MaxDrawdown">Largest fall from a high, a fraction, zero or more.</param>
/// <param name="Calmar">None below two returns, or without a fall.</param>
public sealed record ReturnStatistics(int Count, double? Volatility, double? Sharpe, double? Sortino, double? AnnualReturn, double MaxDrawdown, double? Calmar)
{
    /// <summary>Computes the figures.</summary>
    /// <param name="returns">In order of time; 0.01 is one percent, each at least −1.</param>
    /// <param name="periodsPerYear">252 for the days of an exchange, 365 for a market that is always open.</param>
    public static ReturnStatistics Of(ReadOnlySpan<double> returns, double periodsPerYear)
    {
        double sum = 0, squaresBelow = 0, grown = 1, high = 1, fall = 0;
        foreach (var value in returns)
        {
            sum += value;
            squaresBelow += value < 0 ? value * value : 0;
            grown *= 1 + value;
            high = Math.Max(high, grown);
            fall = Math.Max(fall, (high - grown) / high);
        }
        var count = returns.Length;
        if (count == 0) return new ReturnStatistics(0, null, null, null, null, 0, null);
        var annual = Math.Pow(Math.Max(0, grown), periodsPerYear / count) - 1;
        if (count == 1) return new ReturnStatistics(1, null, null, null, annual, fall, null);
        var mean = sum / count;
        var spread = 0.0;
        foreach (var value in returns) spread += (value - mean) * (value - mean);
        var year = Math.Sqrt(periodsPerYear);
        var deviation = Math.Sqrt(spread / (count - 1));
        var downside = Math.Sqrt(squaresBelow / count);
        // Returns that are all the same differ from their mean by rounding alone.
        var varies = deviation > 1e-15 * Math.Abs(mean);
        return new ReturnStatistics(
            count, deviation * year, varies ? mean / deviation * year : null, downside > 0 ? mean / downside * year : null, annual, fall, fall > 0 ? annual / fall : null);
    }
}
