using System.Globalization;
using InvestBot.Cli.Backtests.Html;

namespace InvestBot.Cli.Strategies;

/// <summary>The bars around a signal, with its entry, stop and target.</summary>
internal static class ExampleChart
{
    private const string Style = """
        svg { background: #fff } text { fill: #5b6675; font: 11.5px system-ui, sans-serif } .grid { stroke: #d9dee5 } .wick { stroke-width: 1 }
        .up { fill: #0a7a3d; stroke: #0a7a3d } .down { fill: #b3261e; stroke: #b3261e } .entry { fill: #1f5fbf; stroke: #fff }
        .level { stroke-width: 1.5; stroke-dasharray: 5 3 } .level.at { stroke: #1f5fbf } .level.stop { stroke: #b3261e } .level.target { stroke: #0a7a3d }
        @media (prefers-color-scheme: dark) { svg { background: #12171d } text { fill: #9aa6b5 } .grid { stroke: #333d49 } .up { fill: #4cc38a; stroke: #4cc38a } .down { fill: #ff8a80; stroke: #ff8a80 } .entry { fill: #7ab0ff; stroke: #12171d } .level.at { stroke: #7ab0ff } .level.stop { stroke: #ff8a80 } .level.target { stroke: #4cc38a } }
        """;

    internal static string Of(StrategyExample example)
    {
        var (signal, bars) = (example.Signal, example.Bars);
        var levels = new[] { ("at", "entry", (double?)signal.Entry.Estimate), ("stop", "stop", signal.Stop.Estimate), ("target", "target", signal.Target?.Estimate) };
        var plot = new Plot(
            $"{signal.Instrument.Symbol} around a signal of {signal.Strategy}", bars[0].OpenTime, bars[^1].OpenTime,
            Math.Min(bars.Min(bar => bar.Low.Estimate), signal.Stop.Estimate), Math.Max(bars.Max(bar => bar.High.Estimate), signal.Target?.Estimate ?? 0), 320);
        CandleChart.Draw(plot, bars);
        var (from, to) = (plot.X(bars[example.Place].OpenTime), plot.X(bars[^1].OpenTime));
        foreach (var (kind, name, price) in levels)
        {
            if (price is not { } at) continue;
            plot.Add($"<line class=\"level {kind}\" x1=\"{from:0.#}\" x2=\"{to:0.#}\" y1=\"{plot.Y(at):0.#}\" y2=\"{plot.Y(at):0.#}\"/><text x=\"{to:0.#}\" y=\"{plot.Y(at) - 4:0.#}\" text-anchor=\"end\">{name}</text>\n");
        }
        var y = plot.Y(bars[example.Place].Low.Estimate);
        plot.Add($"<path class=\"entry\" d=\"M{from:0.#} {y + 3:0.#} l-5 10 l10 0 z\"><title>Signal at {signal.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC</title></path>\n");
        return plot.Image(Style);
    }
}
