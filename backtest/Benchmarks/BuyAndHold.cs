using InvestBot.Backtest.Runs;
using InvestBot.Backtest.Tapes;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Trades;

namespace InvestBot.Backtest.Benchmarks;

/// <summary>
/// What the benchmark came to over the time of a run, bought at the open of its first bar and held to the close of its last, without costs.
/// Its daily returns are taken where the run's are: on a day without a bar of the benchmark its last close stands.
/// </summary>
/// <param name="Instrument">The benchmark.</param>
/// <param name="Equity">Its own figures, over every bar's close.</param>
/// <param name="Excess">The run's return less the benchmark's, a fraction of the capital.</param>
/// <param name="Beside">The run's daily returns beside the benchmark's.</param>
public sealed record BuyAndHold(InstrumentId Instrument, EquityStatistics Equity, double Excess, BenchmarkStatistics Beside)
{
    /// <summary>The benchmark beside a run; <c>null</c> where the instance has none, or no bar of it in that time.</summary>
    /// <param name="result">The run.</param>
    /// <param name="tapes">Its bars.</param>
    /// <param name="calendar">How many days a year has.</param>
    public static BuyAndHold? Of(BacktestResult result, IEnumerable<BarTape> tapes, TradingCalendar calendar)
    {
        if (result.Configuration.Benchmark is not { } benchmark || result.From is not { } from || result.To is not { } to) return null;
        // A share of nothing is no return.
        if (result.Equity.Any(point => point.Equity <= 0m)) return null;
        if (tapes.FirstOrDefault(tape => tape.Instrument.Id == benchmark) is not { } tape) return null;
        var length = result.Configuration.Timeframe.Length;
        var (first, end) = (tape.IndexAtOrAfter(from - length), tape.IndexAtOrAfter(to - length + TimeSpan.FromTicks(1)));
        if (first >= end) return null;
        var start = tape.Bar(first).Open.Value;
        EquityPoint[] closes = [.. Enumerable.Range(first, end - first).Select(i => new EquityPoint(tape.Bar(i).OpenTime + length, tape.Bar(i).Close.Value, 0m))];
        var equity = EquityStatistics.Of(closes, start, calendar);
        var capital = result.Configuration.Capital.Amount;
        var own = EquityStatistics.Of(result.Equity, capital, calendar);
        var beside = BenchmarkStatistics.Of(
            EquityStatistics.Daily(result.Equity, capital), EquityStatistics.Daily(DayEnds(result.Equity, closes, start), start), EquityStatistics.DaysOf(calendar));
        return new BuyAndHold(benchmark, equity, own.Return - equity.Return, beside);
    }

    // The benchmark's last close at the end of each of the run's days.
    private static List<EquityPoint> DayEnds(IReadOnlyList<EquityPoint> run, EquityPoint[] closes, decimal start)
    {
        var ends = new List<EquityPoint>();
        var (next, price) = (0, start);
        for (var i = 0; i < run.Count; i++)
        {
            if (i + 1 < run.Count && TradingDay.Of(run[i + 1].At) == TradingDay.Of(run[i].At)) continue;
            while (next < closes.Length && closes[next].At <= run[i].At) price = closes[next++].Equity;
            ends.Add(new EquityPoint(run[i].At, price, 0m));
        }
        return ends;
    }
}
