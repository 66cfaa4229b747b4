using System.Collections.Immutable;
using InvestBot.Indicators.Adx;
using InvestBot.Indicators.Atr;
using InvestBot.Indicators.Cmf;
using InvestBot.Indicators.Donchian;
using InvestBot.Indicators.Ema;
using InvestBot.Indicators.Keltner;
using InvestBot.Indicators.Mfi;
using InvestBot.Indicators.Obv;
using InvestBot.Indicators.Stochastics;
using InvestBot.Indicators.Volumes;
using InvestBot.Indicators.Vwap;

namespace InvestBot.Indicators.Catalog;

/// <summary>Indicators of whole bars.</summary>
internal static class BarEntries
{
    internal static ImmutableArray<CatalogEntry> All { get; } =
    [
        Of("atr", "Average true range (Wilder)", [new("period", 14), CatalogParameter.Choice("first", "skipped", "high-low")], ["atr", "true_range", "percent"],
            p => new AverageTrueRange((int)p[0], (FirstRange)p[1]), x => [() => x.Value, () => x.TrueRange, () => x.Percent]),
        Of("adx", "Directional movement, 0 to 100", [new("period", 14)], ["adx", "plus_di", "minus_di", "dx"],
            p => new DirectionalMovement((int)p[0]), x => [() => x.Adx, () => x.PlusDi, () => x.MinusDi, () => x.Dx]),
        Of("stochastic", "Stochastic oscillator, 0 to 100", [new("lookback", 14), new("signal", 3), new("smoothing", 3)], ["k", "d"],
            p => new StochasticOscillator((int)p[0], (int)p[1], (int)p[2]), x => [() => x.K, () => x.D]),
        Of("obv", "On-balance volume", [], ["obv"], _ => new OnBalanceVolume(), x => [() => x.Value]),
        Of("cmf", "Chaikin money flow, -1 to 1", [new("period", 20)], ["cmf"],
            p => new ChaikinMoneyFlow((int)p[0]), x => [() => x.Value]),
        Of("mfi", "Money flow index, 0 to 100", [new("period", 14)], ["mfi"],
            p => new MoneyFlowIndex((int)p[0]), x => [() => x.Value]),
        Of("donchian", "Highest high and lowest low of the bars before", [new("period", 20), CatalogParameter.Choice("latest", "excluded", "included")], ["upper", "middle", "lower", "width"],
            p => new DonchianChannel((int)p[0], (LatestBar)p[1]), x => [() => x.Upper, () => x.Middle, () => x.Lower, () => x.Width]),
        Of("keltner", "Keltner channel", [new("period", 20), new("multiple", 2, Whole: false), new("atr-period", 10), CatalogParameter.Choice("seed", "mean", "first")],
            ["upper", "middle", "lower", "width"], p => new KeltnerChannel((int)p[0], p[1], (int)p[2], (EmaSeed)p[3]),
            x => [() => x.Upper, () => x.Middle, () => x.Lower, () => x.Width]),
        Of("volume", "Average volume, and volume against the average before", [new("period", 20)], ["average", "ratio"],
            p => new VolumeAverage((int)p[0]), x => [() => x.Value, () => x.Ratio]),
        Vwap(),
    ];

    private static CatalogEntry Of<T>(
        string name,
        string description,
        ImmutableArray<CatalogParameter> parameters,
        ImmutableArray<string> columns,
        Func<double[], T> make,
        Func<T, Func<double>[]> outputs)
        where T : IBarIndicator => new(name, description, parameters, columns)
        {
            Make = p =>
            {
                var indicator = make(p);
                return (x => indicator.Update(x.Bar), outputs(indicator));
            },
        };

    private static CatalogEntry Vwap() => new("vwap", "Volume-weighted average price of the session", [], ["vwap"])
    {
        Make = _ =>
        {
            var vwap = new VolumeWeightedAveragePrice();
            return (x =>
            {
                if (x.StartsSession)
                    vwap.StartSession();
                vwap.Update(x.Bar);
            }, [() => vwap.Value]);
        },
    };
}
