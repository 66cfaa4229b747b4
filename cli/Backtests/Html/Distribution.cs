using System.Globalization;
using System.Text;
using InvestBot.Backtest.Runs;

namespace InvestBot.Cli.Backtests.Html;

/// <summary>How often trades came to which return: columns of a round width from the first percentile to the last, what lies beyond in the outer ones.</summary>
internal static class Distribution
{
    private const int Columns = 30;
    private const double Height = 200;
    private const double Top = 16;
    private const double Bottom = 24;

    public static string Of(BacktestResult result)
    {
        if (result.Trades.IsEmpty) return "<p>Nothing was traded.</p>\n";
        double[] returns = [.. result.Trades.Select(trade => (double)trade.Return.Value).Order()];
        var (low, high) = (Math.Min(0.0, returns[(int)(returns.Length * 0.01)]), Math.Max(0.0, returns[Math.Min(returns.Length - 1, (int)(returns.Length * 0.99))]));
        var width = Ticks.StepOf(Math.Max(0.0002, high - low) / Columns);
        // Zero is an edge: no column holds gains and losses.
        var (first, last) = ((int)Math.Floor(low / width), Math.Max((int)Math.Floor(low / width) + 1, (int)Math.Ceiling(high / width)));
        var counts = new int[last - first];
        foreach (var value in returns) counts[Math.Clamp((int)Math.Floor(value / width) - first, 0, counts.Length - 1)]++;
        var svg = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"<div class=\"wide\"><svg viewBox=\"0 0 {Plot.Width:0} {Height + Bottom:0}\" role=\"img\" aria-label=\"How often trades came to which return\">\n"));
        var (step, most) = ((Plot.Width - 40) / counts.Length, counts.Max());
        for (var i = 0; i < counts.Length; i++)
        {
            var (from, height) = ((first + i) * width, (Height - Top) * counts[i] / most);
            if (counts[i] > 0) svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{(from >= -width / 2 ? "up" : "down")}\" fill-opacity=\"0.75\" x=\"{X(from) + 1:0.#}\" width=\"{step - 2:0.#}\" y=\"{Height - height:0.#}\" height=\"{height:0.#}\"><title>{from:+0.00%;-0.00%;0%} to {from + width:+0.00%;-0.00%;0%}: {counts[i]} trades</title></rect><text x=\"{X(from) + (step / 2):0.#}\" y=\"{Height - height - 4:0.#}\" text-anchor=\"middle\">{counts[i]}</text>\n");
        }
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"0\" x2=\"{Plot.Width:0}\" y1=\"{Height:0}\" y2=\"{Height:0}\"/>\n");
        var ticks = Ticks.Between(first * width, last * width, 8);
        foreach (var value in ticks.Values) svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(value):0.#}\" y=\"{Height + 17:0}\" text-anchor=\"middle\">{ticks.Text(value, percent: true)}</text>\n");
        return svg.Append("</svg></div>\n").ToString();

        double X(double value) => 20 + (((value / width) - first) * step);
    }
}
