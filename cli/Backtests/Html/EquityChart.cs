using System.Globalization;
using InvestBot.Backtest.Runs;
using InvestBot.Domain.Trades;

namespace InvestBot.Cli.Backtests.Html;

/// <summary>Equity over time, and how far it was below its highest.</summary>
internal static class EquityChart
{
    private const int MostPoints = 1500;

    public static string Equity(BacktestResult result)
    {
        var points = Thinned(result.Equity);
        if (points.Count < 2) return "<p>Nothing was traded.</p>\n";
        var capital = (double)result.Configuration.Capital.Amount;
        var plot = new Plot(
            "Equity over time", points[0].At, points[^1].At, Math.Min(capital, points.Min(Value)), Math.Max(capital, points.Max(Value)), 280);
        plot.Add($"<polyline class=\"curve\" points=\"{Line(points.Select(point => (plot.X(point.At), plot.Y(Value(point)))))}\"/>\n");
        return plot.Done();
    }

    public static string Drawdown(BacktestResult result)
    {
        if (result.Equity.Length < 2) return "<p>Nothing was traded.</p>\n";
        var high = result.Configuration.Capital.Amount;
        var falls = new List<EquityPoint>();
        foreach (var point in result.Equity)
        {
            high = Math.Max(high, point.Equity);
            falls.Add(point with { Equity = high > 0m ? (point.Equity - high) / high : 0m });
        }
        var points = Thinned(falls);
        var plot = new Plot("Fall below the highest equity, in percent", points[0].At, points[^1].At, Math.Min(-0.0001, points.Min(Value)), 0, 180, percent: true);
        var line = Line(points.Select(point => (plot.X(point.At), plot.Y(Value(point)))));
        plot.Add($"<polygon class=\"fall\" points=\"{plot.X(points[0].At):0.#},{plot.Y(0):0.#} {line} {plot.X(points[^1].At):0.#},{plot.Y(0):0.#}\"/>\n");
        return plot.Done();
    }

    private static double Value(EquityPoint point) => (double)point.Equity;

    private static string Line(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#}")));

    // Of each stretch its lowest and its highest point, so that no peak is lost.
    private static List<EquityPoint> Thinned(IReadOnlyList<EquityPoint> points)
    {
        if (points.Count <= MostPoints) return [.. points];
        var kept = new List<EquityPoint>();
        foreach (var stretch in points.Chunk((int)Math.Ceiling(points.Count * 2.0 / MostPoints)))
        {
            var (low, high) = (stretch.MinBy(point => point.Equity), stretch.MaxBy(point => point.Equity));
            kept.AddRange(low.At <= high.At ? [low, high] : [high, low]);
        }
        kept.Add(points[^1]);
        return kept;
    }
}
