using System.Collections.Immutable;
using InvestBot.Indicators.Benchmarks;
using InvestBot.Indicators.Bollinger;
using InvestBot.Indicators.Ema;
using InvestBot.Indicators.Macd;
using InvestBot.Indicators.Regression;
using InvestBot.Indicators.Roc;
using InvestBot.Indicators.Rolling;
using InvestBot.Indicators.Rsi;
using InvestBot.Indicators.Sma;
using InvestBot.Indicators.Volatility;
using InvestBot.Indicators.Wma;
using InvestBot.Indicators.ZScores;

namespace InvestBot.Indicators.Catalog;

/// <summary>Indicators of closes.</summary>
internal static class ValueEntries
{
    internal static ImmutableArray<CatalogEntry> All { get; } =
    [
        Single("sma", "Simple moving average", 20, p => new SimpleMovingAverage(p)),
        Single("ema", "Exponential moving average", 20, CatalogParameter.Choice("seed", "mean", "first"), (p, seed) => new ExponentialMovingAverage(p, (EmaSeed)seed)),
        Single("wma", "Linearly weighted moving average", 20, p => new WeightedMovingAverage(p)),
        Single("rsi", "Relative strength index (Wilder), 0 to 100", 14, p => new RelativeStrengthIndex(p)),
        Single("roc", "Rate of change in percent", 12, p => new RateOfChange(p)),
        Single("zscore", "Standard score of the close", 20, CatalogParameter.Choice("deviation", "population", "sample"), (p, deviation) => new ZScore(p, (Deviation)deviation)),
        Single("min", "Lowest close", 20, p => new RollingMinimum(p)),
        Single("max", "Highest close", 20, p => new RollingMaximum(p)),
        Bollinger(),
        Macd(),
        Slope(),
        RealisedVolatility(),
        RelativeStrength(),
    ];

    private static CatalogEntry Single(string name, string description, int period, Func<int, IValueIndicator> make) =>
        Of(name, description, [new("period", period)], p => make((int)p[0]));

    private static CatalogEntry Single(string name, string description, int period, CatalogParameter choice, Func<int, int, IValueIndicator> make) =>
        Of(name, description, [new("period", period), choice], p => make((int)p[0], (int)p[1]));

    private static CatalogEntry Of(string name, string description, ImmutableArray<CatalogParameter> parameters, Func<double[], IValueIndicator> make) =>
        new(name, description, parameters, [name])
        {
            Make = p =>
            {
                var indicator = make(p);
                return (x => indicator.Update(x.Bar.Close), [() => indicator.Value]);
            },
        };

    private static CatalogEntry Bollinger() => new(
        "bollinger", "Bollinger bands of the close", [new("period", 20), new("deviations", 2, Whole: false), CatalogParameter.Choice("deviation", "population", "sample")],
        ["middle", "upper", "lower", "percent_b", "width"])
    {
        Make = p =>
        {
            var bands = new BollingerBands((int)p[0], p[1], (Deviation)p[2]);
            return (x => bands.Update(x.Bar.Close),
                [() => bands.Middle, () => bands.Upper, () => bands.Lower, () => bands.PercentB, () => bands.Width]);
        },
    };

    private static CatalogEntry Macd() => new(
        "macd", "Moving average convergence and divergence", [new("fast", 12), new("slow", 26), new("signal", 9), CatalogParameter.Choice("seed", "mean", "first")],
        ["macd", "signal", "histogram"])
    {
        Make = p =>
        {
            var macd = new ConvergenceDivergence((int)p[0], (int)p[1], (int)p[2], (EmaSeed)p[3]);
            return (x => macd.Update(x.Bar.Close), [() => macd.Line, () => macd.Signal, () => macd.Histogram]);
        },
    };

    private static CatalogEntry Slope() => new(
        "slope", "Least-squares line through the closes", [new("period", 20)], ["slope", "end", "r_squared"])
    {
        Make = p =>
        {
            var line = new LinearRegression((int)p[0]);
            return (x => line.Update(x.Bar.Close), [() => line.Slope, () => line.End, () => line.RSquared]);
        },
    };

    private static CatalogEntry RealisedVolatility() => new(
        "volatility", "Realised volatility of closes, a fraction",
        [new("period", 20), new("bars-per-year", 1, Whole: false), CatalogParameter.Choice("mean", "zero", "sample")], ["volatility"])
    {
        Make = p =>
        {
            var volatility = new RealisedVolatility((int)p[0], p[1], (ReturnMean)p[2]);
            return (x => volatility.Update(x.Bar.Close), [() => volatility.Value]);
        },
    };

    private static CatalogEntry RelativeStrength() => new(
        "strength", "Return minus the benchmark's, a fraction", [new("period", 20)],
        ["strength", "own_return", "benchmark_return"], NeedsBenchmark: true)
    {
        Make = p =>
        {
            var strength = new RelativeStrength((int)p[0]);
            return (x => strength.Update(x.Bar.Close, x.BenchmarkClose),
                [() => strength.Value, () => strength.OwnReturn, () => strength.BenchmarkReturn]);
        },
    };
}
