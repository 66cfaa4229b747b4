using System.Globalization;
using InvestBot.Backtest.Runs;
using InvestBot.Backtest.Tapes;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Trades;

namespace InvestBot.Cli.Backtests.Html;

/// <summary>One symbol's candles around its trades, with what was bought and sold: filled triangles are entries, hollow ones exits.</summary>
internal static class CandleChart
{
    private const int MostCandles = 240;
    private const int MostTrades = 400;
    private const int LeastMargin = 30;

    public static string Of(BarTape tape, IReadOnlyList<ClosedTrade> trades, BacktestResult result)
    {
        var (from, to) = (trades.Min(trade => trade.OpenedAt), trades.Max(trade => trade.ClosedAt));
        var margin = Math.Max(((to - from) / 20.0).Ticks, LeastMargin * result.Configuration.Timeframe.Length.Ticks);
        Bar[] bars = [.. tape.Bars.ToArray().Where(bar => bar.OpenTime.UtcTicks >= from.UtcTicks - margin && bar.OpenTime.UtcTicks < to.UtcTicks + margin)];
        if (bars.Length < 2) return "<p>There is no bar.</p>\n";
        Bar[] candles = [.. bars.Chunk((int)Math.Ceiling(bars.Length / (double)MostCandles)).Select(Together)];
        var plot = new Plot(
            $"Prices of {tape.Instrument.Id.Symbol}", [.. candles.Select(bar => bar.OpenTime)], (double)candles.Min(bar => bar.Low.Value), (double)candles.Max(bar => bar.High.Value), 300);
        Draw(plot, candles);
        foreach (var trade in trades.Take(MostTrades))
        {
            Mark(plot, "entry", trade.OpenedAt, (double)trade.EntryPrice.Value, 1, $"Bought {trade.Quantity} at {trade.EntryPrice}, {trade.OpenedAt:yyyy-MM-dd HH:mm}");
            Mark(plot, "exit", trade.ClosedAt, (double)trade.ExitPrice.Value, -1, $"Sold at {trade.ExitPrice}, {trade.ClosedAt:yyyy-MM-dd HH:mm}: {trade.ExitReason}, {trade.Return}");
        }
        var each = bars.Length / candles.Length;
        return plot.Done() + (each > 1 ? string.Create(CultureInfo.InvariantCulture, $"<p class=\"sub\">A candle stands for about {each} bars. {trades.Count} trades.</p>\n") : "");
    }

    internal static void Draw(Plot plot, IReadOnlyCollection<Bar> candles)
    {
        var half = Math.Max(0.6, 400.0 / candles.Count * 0.6);
        foreach (var bar in candles)
        {
            var (x, open, close) = (plot.X(bar.OpenTime), plot.Y((double)bar.Open.Value), plot.Y((double)bar.Close.Value));
            var side = bar.Close >= bar.Open ? "up" : "down";
            plot.Add($"<line class=\"wick {side}\" x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"{plot.Y((double)bar.High.Value):0.#}\" y2=\"{plot.Y((double)bar.Low.Value):0.#}\"/><rect class=\"{side}\" x=\"{x - half:0.#}\" width=\"{half * 2:0.#}\" y=\"{Math.Min(open, close):0.#}\" height=\"{Math.Max(0.5, Math.Abs(open - close)):0.#}\"/>\n");
        }
    }

    private static void Mark(Plot plot, string kind, DateTimeOffset time, double price, int up, FormattableString words)
    {
        var (x, y) = (plot.X(time), plot.Y(price));
        plot.Add($"<path class=\"{kind}\" d=\"M{x:0.#} {y:0.#} l-4.5 {9 * up} l9 0 z\"><title>{HtmlReport.Text(words.ToString(CultureInfo.InvariantCulture))}</title></path>\n");
    }

    private static Bar Together(Bar[] bars) => new(
        bars[0].OpenTime, bars[0].Open, bars.MaxBy(bar => bar.High.Value).High, bars.MinBy(bar => bar.Low.Value).Low, bars[^1].Close, bars[^1].Volume);
}
