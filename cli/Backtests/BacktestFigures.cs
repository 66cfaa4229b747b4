using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Backtest.Benchmarks;
using InvestBot.Backtest.MonteCarlo;
using InvestBot.Backtest.Runs;
using InvestBot.Cli.Output;
using InvestBot.Domain.Trades;
using InvestBot.Domain.Values;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Cli.Backtests;

/// <summary>A run's figures by what they speak of.</summary>
/// <param name="Subject">What ran over what.</param>
/// <param name="Outcome">What it came to, after costs first.</param>
/// <param name="Benchmark">What holding the benchmark would have come to, and the run beside it; empty without one.</param>
/// <param name="Learned">Weights and calibration; empty where it does not learn.</param>
/// <param name="Decisions">Signals, and what became of them.</param>
/// <param name="ByInstrument">Net profit of each.</param>
/// <param name="Lottery">What the same trades would have come to in other orders, and drawn again.</param>
/// <param name="Speed">How long it took.</param>
internal sealed record BacktestFigures(
    ImmutableArray<Figure> Subject, ImmutableArray<Figure> Outcome, ImmutableArray<Figure> Benchmark, ImmutableArray<Figure> Learned, ImmutableArray<Figure> Decisions, ImmutableArray<Figure> ByInstrument, ImmutableArray<Figure> Lottery, ImmutableArray<Figure> Speed)
{
    private const int LotteryRuns = 1000;

    /// <summary>All of them.</summary>
    public IReadOnlyList<Figure> All => [.. Subject, .. Outcome, .. Benchmark, .. Learned, .. Decisions, .. ByInstrument, .. Lottery, .. Speed];

    public static BacktestFigures Of(BacktestResult result, PreparedRun run, TimeSpan ran) => new(
        [.. SubjectOf(result, run.Recording)], [.. OutcomeOf(result, run.Recording)], [.. BenchmarkOf(result, run)], [.. LearnedFigures.Of(result)], [.. DecisionsOf(result)], [.. ByInstrumentOf(result)], [.. LotteryOf(result)], [.. SpeedOf(result, run.Loading, ran)]);

    private static IEnumerable<Figure> SubjectOf(BacktestResult result, Recording recording)
    {
        var bot = result.Configuration;
        if (bot.Preset != "none") yield return new("preset", bot.Preset);
        yield return new("strategy", bot.Strategy);
        yield return new("recording", recording.Description.Name);
        yield return new("symbols", bot.Universe.Length);
        yield return new("first bar closes", Text(result.From));
        yield return new("last bar closes", Text(result.To));
        yield return new("bars", result.Counts.Bars);
        yield return new("faulty rows left out", recording.QuarantinedCount);
        yield return new("capital", Amount(bot.Capital), bot.Capital.Currency.Code);
    }

    private static IEnumerable<Figure> OutcomeOf(BacktestResult result, Recording recording)
    {
        var trades = result.Statistics.Total;
        var equity = EquityStatistics.Of(result.Equity, result.Configuration.Capital.Amount, recording.Description.Calendar);
        var unit = result.Configuration.Capital.Currency.Code;
        yield return new("net profit", Amount(trades.Net), unit);
        yield return new("net return", Percent(equity.Return), "%");
        yield return new("gross profit", Amount(trades.Gross), unit);
        yield return new("commissions", Amount(trades.Fees), unit);
        yield return new("spread and slippage", Amount(trades.Slippage), unit);
        yield return new("trades", trades.Trades);
        foreach (var figure in Optional("win rate", trades.WinRate)) yield return figure;
        foreach (var figure in Optional("average win", trades.AverageWinReturn)) yield return figure;
        foreach (var figure in Optional("average loss", trades.AverageLossReturn)) yield return figure;
        if (trades.ProfitFactor is { } factor) yield return new("profit factor", Round((double)factor, 3));
        if (trades.Expectancy is { } expectancy) yield return new("expectancy per trade", Amount(expectancy), unit);
        yield return new("largest win", Amount(trades.LargestWin), unit);
        yield return new("largest loss", Amount(trades.LargestLoss), unit);
        yield return new("longest win streak", trades.LongestWinStreak);
        yield return new("longest loss streak", trades.LongestLossStreak);
        if (trades.AverageHolding is { } holding) yield return new("average holding", Round(holding.TotalMinutes, 1), "min");
        yield return new("maximum drawdown", Percent(equity.MaxDrawdown), "%");
        if (equity.Sharpe is { } sharpe) yield return new("Sharpe ratio", Round(sharpe, 2));
        if (equity.Sortino is { } sortino) yield return new("Sortino ratio", Round(sortino, 2));
    }

    private static IEnumerable<Figure> BenchmarkOf(BacktestResult result, PreparedRun run)
    {
        if (BuyAndHold.Of(result, run.Request.Tapes, run.Calendar) is not { } held) yield break;
        yield return new("benchmark", held.Instrument.Symbol);
        yield return new("benchmark return", Percent(held.Equity.Return), "%");
        yield return new("benchmark maximum drawdown", Percent(held.Equity.MaxDrawdown), "%");
        yield return new("return above the benchmark's", Percent(held.Excess), "%");
        if (held.Beside.Count >= EquityStatistics.DaysForAYear && held.Beside.Alpha is { } alpha) yield return new("alpha a year", Percent(alpha), "%");
        if (held.Beside.Beta is { } beta) yield return new("beta", Round(beta, 3));
        if (held.Beside.Correlation is { } correlation) yield return new("correlation with the benchmark", Round(correlation, 3));
        if (held.Beside.InformationRatio is { } information) yield return new("information ratio", Round(information, 2));
    }

    private static IEnumerable<Figure> DecisionsOf(BacktestResult result)
    {
        yield return new("signals", result.Counts.Signals);
        foreach (var (filter, count) in result.Counts.Filtered) yield return new($"filtered by {filter}", count);
        foreach (var (rule, count) in result.Counts.Rejected) yield return new($"rejected by {rule}", count);
        yield return new("entries", result.Counts.Entries);
        yield return new("entries reduced by a limit", result.Counts.Reduced);
        foreach (var (rule, count) in result.Counts.Halts) yield return new($"halts by {rule}", count);
    }

    private static IEnumerable<Figure> ByInstrumentOf(BacktestResult result) =>
        from pair in result.Statistics.ByInstrument
        select new Figure($"net profit of {pair.Key}", Amount(pair.Value.Net), string.Create(CultureInfo.InvariantCulture, $"{pair.Value.Net.Currency} in {pair.Value.Trades} trades"));

    private static IEnumerable<Figure> LotteryOf(BacktestResult result)
    {
        if (result.Trades.Length < 2) yield break;
        var drawn = TradeLottery.Draw([.. result.Trades.Select(trade => (double)trade.ProfitAndLoss.Amount)], (double)result.Configuration.Capital.Amount, LotteryRuns, seed: 1);
        yield return new("drawdown of the same trades in other orders, median", Percent(drawn.Drawdowns.P50), "%");
        yield return new("drawdown of the same trades in other orders, 95 of 100", Percent(drawn.Drawdowns.P95), "%");
        yield return new("return of trades drawn again, 5 of 100", Percent(drawn.Returns.P05), "%");
        yield return new("return of trades drawn again, 95 of 100", Percent(drawn.Returns.P95), "%");
        yield return new("chance to end below the capital", Percent(drawn.LossShare), "%");
    }

    private static IEnumerable<Figure> SpeedOf(BacktestResult result, TimeSpan loaded, TimeSpan ran)
    {
        yield return new("loading", Round(loaded.TotalSeconds, 3), "s");
        yield return new("run", Round(ran.TotalSeconds, 3), "s");
        yield return new("speed", Round(result.Counts.Bars / Math.Max(ran.TotalSeconds, 1e-9) / 1e6, 3), "million bars/s");
    }

    private static IEnumerable<Figure> Optional(string name, Ratio? ratio)
    {
        if (ratio is { } known) yield return new(name, Percent((double)known.Value), "%");
    }

    private static double Amount(Money money) => (double)money.Round(4).Amount;

    private static double Percent(double fraction) => Round(fraction * 100.0, 3);

    private static double Round(double value, int digits) => Math.Round(value, digits, MidpointRounding.ToEven);

    private static string Text(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "none";
}
