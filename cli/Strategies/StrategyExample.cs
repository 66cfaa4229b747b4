using InvestBot.Backtest.Tapes;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Tokens;

namespace InvestBot.Cli.Strategies;

/// <summary>A signal of a strategy in recorded bars.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Bars">The bars around it, in time order.</param>
/// <param name="Place">The place of its bar among them.</param>
/// <param name="WarmUp">Bars that the strategy needs.</param>
/// <param name="Timeframe">Length of a bar.</param>
internal sealed record StrategyExample(Signal Signal, IReadOnlyList<Bar> Bars, int Place, int WarmUp, Timeframe Timeframe)
{
    private const int Before = 90, After = 48;

    /// <summary>The first signal from a time on, whatever came of it; of several at once, that of the first instrument by name.</summary>
    internal static StrategyExample? Find(StrategyDescription strategy, IEnumerable<BarTape> tapes, Timeframe timeframe, DateTimeOffset from) =>
        tapes.Select(tape => First(strategy, tape, timeframe, from)).OfType<StrategyExample>().OrderBy(example => example.Signal.At).FirstOrDefault();

    /// <summary>What came after it, in words: which level was reached first.</summary>
    internal string Outcome
    {
        get
        {
            for (var i = Place + 1; i < Bars.Count; i++)
            {
                if (Bars[i].Low <= Signal.Stop) return $"The stop was reached {Words(i)}.";
                if (Bars[i].High >= Signal.Target) return $"The target was reached {Words(i)}.";
            }
            return $"Neither stop nor target was reached within the {Bars.Count - 1 - Place} bars that the chart shows after it.";
        }
    }

    private string Words(int bar) => bar == Place + 1 ? "in the next bar" : FormattableString.Invariant($"{bar - Place} bars later");

    private static StrategyExample? First(StrategyDescription strategy, BarTape tape, Timeframe timeframe, DateTimeOffset from)
    {
        var desk = new TokenDesk(tape.Instrument, timeframe, StrategyCatalog.Create(strategy.Id, tape.Instrument, timeframe, new Dictionary<string, string>()), 20);
        var bars = tape.Bars.ToArray();
        var start = Array.FindIndex(bars, bar => bar.OpenTime >= from);
        if (start < 0) return null;
        for (var i = Math.Max(0, start - desk.HistoryBars); i < start; i++) desk.WarmUp(in bars[i]);
        for (var i = start; i < bars.Length; i++)
        {
            if (desk.OnBar(in bars[i], holds: false).Signal is not { } signal) continue;
            var (first, last) = (Math.Max(0, i - Before), Math.Min(bars.Length, i + 1 + After));
            return new StrategyExample(signal, bars[first..last], i - first, desk.WarmUpBars, timeframe);
        }
        return null;
    }
}
