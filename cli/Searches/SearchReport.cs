using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Backtest.Overfitting;
using InvestBot.Backtest.Runs;
using InvestBot.Backtest.Search;
using InvestBot.Cli.Output;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Trades;

namespace InvestBot.Cli.Searches;

/// <summary>What a search found, with what speaks against it.</summary>
internal static class SearchReport
{
    private const int Shown = 10;

    public static Report Of(
        SearchRequest search, ImmutableArray<Trial> trials, Trial best, BacktestResult chosen, BacktestResult? unseen, EquityStatistics plain, DateTimeOffset cut, TimeSpan took)
    {
        var deflated = Deflated(search, trials, chosen);
        var outside = unseen is null ? null : EquityStatistics.Of(unseen.Equity, unseen.Configuration.Capital.Amount, search.Calendar);
        return new Report(true, [.. Figures()], [.. Notes()]);

        IEnumerable<Figure> Figures()
        {
            yield return new("trials", trials.Length);
            yield return new("trials that could not be run", trials.Count(trial => trial.Refused is not null));
            yield return new("settings searched", search.Ranges.Length);
            foreach (var figure in Best(best)) yield return figure;
            yield return new("return of the settings as given, in sample", Percent(plain.Return), "%");
            if (outside is not null)
            {
                yield return new("return out of sample", Percent(outside.Return), "%");
                if (outside.Sharpe is { } beyond) yield return new("Sharpe ratio out of sample", Round(beyond));
                yield return new("maximum drawdown out of sample", Percent(outside.MaxDrawdown), "%");
                yield return new("trades out of sample", unseen!.Trades.Length);
            }
            if (deflated is { } sure) yield return new("deflated Sharpe ratio", Round(sure));
            yield return new("search", Round(took.TotalSeconds), "s");
            yield return new("runs a second", Round(trials.Length / Math.Max(1e-9, took.TotalSeconds)), "runs/s");
        }

        IEnumerable<string> Notes()
        {
            yield return Unseen(cut);
            foreach (var line in Foremost(trials)) yield return line;
            if (trials.FirstOrDefault(trial => trial.Refused is not null) is { } refused) yield return $"trial {refused.Number.ToString(CultureInfo.InvariantCulture)} could not be run: {refused.Refused}";
            var choice = new Choice(Searched(search), trials.Length, best.Trades, ADay(best.Return, chosen), outside is null ? null : ADay(outside.Return, unseen!), deflated);
            foreach (var warning in Warnings(choice)) yield return warning;
            yield return "The best of many trials is partly luck; walk-forward shows what choosing so would have come to.";
        }
    }

    /// <summary>What was found by the time at which a search was stopped; nothing was tried on unseen bars.</summary>
    public static Report Stopped(SearchRequest search, ImmutableArray<Trial> trials, DateTimeOffset cut) => new(
        false,
        [new("trials", trials.Length), .. SearchRun.Best(trials) is { } best ? Best(best) : []],
        [
            string.Create(CultureInfo.InvariantCulture, $"Stopped after {trials.Length} of {search.Trials} trials; this is what was found so far, and it was not tried on unseen bars."),
            Unseen(cut),
            .. Foremost(trials),
        ]);

    /// <summary>How many settings take more than one value.</summary>
    internal static int Searched(SearchRequest search) => search.Ranges.Count(range => range.Count > 1);

    internal static string Words(IEnumerable<KeyValuePair<string, string>> settings) => string.Join(' ', settings.Select(pair => $"{pair.Key}={pair.Value}"));

    internal static IEnumerable<string> Warnings(Choice choice) => OverfitWarnings.Of(choice).Select(warning => $"Warning: {warning}");

    internal static double Percent(double fraction) => Round(fraction * 100.0);

    internal static double Round(double value) => Math.Round(value, 3, MidpointRounding.ToEven);

    private static IEnumerable<Figure> Best(Trial best)
    {
        foreach (var (name, value) in best.Settings) yield return Setting($"best {name}", value);
        yield return new("best return in sample", Percent(best.Return), "%");
        if (best.Sharpe is { } sharpe) yield return new("best Sharpe ratio in sample", Round(sharpe));
        yield return new("best maximum drawdown in sample", Percent(best.MaxDrawdown), "%");
        yield return new("best trades in sample", best.Trades);
    }

    private static IEnumerable<string> Foremost(ImmutableArray<Trial> trials) => trials
        .Where(trial => trial.Refused is null).OrderByDescending(trial => trial.Score).ThenBy(trial => trial.Number).Take(Shown)
        .Select(trial => string.Create(CultureInfo.InvariantCulture, $"trial {trial.Number}: {Words(trial.Settings)}: return {trial.Return:P2}, drawdown {trial.MaxDrawdown:P2}, {trial.Trades} trades"));

    private static string Unseen(DateTimeOffset cut) => string.Create(CultureInfo.InvariantCulture, $"Searched before {cut:u}; what comes after was not seen by the search.");

    private static Figure Setting(string name, string value)
    {
        var unit = value.EndsWith('%') ? "%" : "";
        return double.TryParse(value.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new(name, number, unit) : new(name, value);
    }

    // Daily Sharpe ratios: those of a year, divided by the root of its days.
    private static double? Deflated(SearchRequest search, ImmutableArray<Trial> trials, BacktestResult chosen)
    {
        var days = search.Calendar == TradingCalendar.Nyse ? 252.0 : 365.0;
        double[] ratios = [.. trials.Where(trial => trial.Refused is null).Select(trial => (trial.Sharpe ?? 0.0) / Math.Sqrt(days))];
        if (ratios.Length < 2) return null;
        var mean = ratios.Average();
        var variance = ratios.Sum(x => (x - mean) * (x - mean)) / (ratios.Length - 1);
        return DeflatedSharpe.Of(ReturnShape.Of(EquityStatistics.Daily(chosen.Equity, chosen.Configuration.Capital.Amount)), ratios.Length, variance);
    }

    private static double ADay(double total, BacktestResult result) => result.From is { } from && result.To is { } to && to > from ? total / (to - from).TotalDays : 0.0;
}
