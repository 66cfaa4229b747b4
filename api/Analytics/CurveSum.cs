using InvestBot.Domain.Trades;

namespace InvestBot.Api.Analytics;

/// <summary>An equity curve and what it began with.</summary>
internal sealed record StartedCurve(IReadOnlyList<EquityPoint> Points, decimal Start);

/// <summary>
/// Adds equity curves whose markets have clocks of their own: each counts from its own first moment, so that the sum is what an
/// owner would have seen who started all of them together.
/// </summary>
internal static class CurveSum
{
    internal static IReadOnlyList<EquityPoint> Of(IReadOnlyList<StartedCurve> curves)
    {
        var equity = curves.Sum(curve => curve.Start);
        var cash = equity;
        List<EquityPoint> sum = [];
        foreach (var (after, change, cashChange) in curves.SelectMany(Steps).OrderBy(step => step.After))
        {
            equity += change;
            cash += cashChange;
            EquityPoint point = new(DateTimeOffset.UnixEpoch + after, equity, cash);
            if (sum.Count > 0 && sum[^1].At == point.At) sum[^1] = point;
            else sum.Add(point);
        }
        return sum;
    }

    private static IEnumerable<(TimeSpan After, decimal Change, decimal Cash)> Steps(StartedCurve curve)
    {
        var (equity, cash) = (curve.Start, curve.Start);
        foreach (var point in curve.Points)
        {
            yield return (point.At - curve.Points[0].At, point.Equity - equity, point.Cash - cash);
            (equity, cash) = (point.Equity, point.Cash);
        }
    }
}
