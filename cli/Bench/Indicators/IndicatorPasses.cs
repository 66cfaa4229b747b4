using System.Collections.Immutable;
using InvestBot.Indicators;
using InvestBot.Indicators.Adx;
using InvestBot.Indicators.Atr;
using InvestBot.Indicators.Benchmarks;
using InvestBot.Indicators.Bollinger;
using InvestBot.Indicators.Cmf;
using InvestBot.Indicators.Donchian;
using InvestBot.Indicators.Ema;
using InvestBot.Indicators.Keltner;
using InvestBot.Indicators.Macd;
using InvestBot.Indicators.Mfi;
using InvestBot.Indicators.Obv;
using InvestBot.Indicators.Regression;
using InvestBot.Indicators.Roc;
using InvestBot.Indicators.Rolling;
using InvestBot.Indicators.Rsi;
using InvestBot.Indicators.Sma;
using InvestBot.Indicators.Stochastics;
using InvestBot.Indicators.Volatility;
using InvestBot.Indicators.Volumes;
using InvestBot.Indicators.Vwap;
using InvestBot.Indicators.Wma;
using InvestBot.Indicators.ZScores;

namespace InvestBot.Cli.Bench.Indicators;

/// <summary>Every indicator of the catalog with its defaults, as one pass over bars; each has a loop of its own, so that its calls are bound as in a strategy.</summary>
internal static class IndicatorPasses
{
    public static ImmutableArray<(string Name, Func<Ohlcv[], Func<double>> Make)> All { get; } =
    [
        ("adx", bars => { var x = new DirectionalMovement(); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(in bar); return x.Adx; }; }),
        ("atr", bars => { var x = new AverageTrueRange(); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(in bar); return x.Value; }; }),
        ("bollinger", bars => { var x = new BollingerBands(); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(bar.Close); return x.Upper; }; }),
        ("cmf", bars => { var x = new ChaikinMoneyFlow(); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(in bar); return x.Value; }; }),
        ("donchian", bars => { var x = new DonchianChannel(); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(in bar); return x.Upper; }; }),
        ("ema", bars => { var x = new ExponentialMovingAverage(20); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(bar.Close); return x.Value; }; }),
        ("keltner", bars => { var x = new KeltnerChannel(); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(in bar); return x.Upper; }; }),
        ("macd", bars => { var x = new ConvergenceDivergence(); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(bar.Close); return x.Histogram; }; }),
        ("max", bars => { var x = new RollingMaximum(20); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(bar.Close); return x.Value; }; }),
        ("mfi", bars => { var x = new MoneyFlowIndex(); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(in bar); return x.Value; }; }),
        ("min", bars => { var x = new RollingMinimum(20); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(bar.Close); return x.Value; }; }),
        ("obv", bars => { var x = new OnBalanceVolume(); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(in bar); return x.Value; }; }),
        ("roc", bars => { var x = new RateOfChange(12); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(bar.Close); return x.Value; }; }),
        ("rsi", bars => { var x = new RelativeStrengthIndex(); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(bar.Close); return x.Value; }; }),
        ("slope", bars => { var x = new LinearRegression(20); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(bar.Close); return x.Slope; }; }),
        ("sma", bars => { var x = new SimpleMovingAverage(20); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(bar.Close); return x.Value; }; }),
        ("stochastic", bars => { var x = new StochasticOscillator(); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(in bar); return x.D; }; }),
        ("strength", bars => { var x = new RelativeStrength(); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(bar.Close, bar.Open); return x.Value; }; }),
        ("volatility", bars => { var x = new RealisedVolatility(20); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(bar.Close); return x.Value; }; }),
        ("volume", bars => { var x = new VolumeAverage(); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(in bar); return x.Ratio; }; }),
        ("vwap", bars => { var x = new VolumeWeightedAveragePrice(); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(in bar); return x.Value; }; }),
        ("wma", bars => { var x = new WeightedMovingAverage(20); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(bar.Close); return x.Value; }; }),
        ("zscore", bars => { var x = new ZScore(20); return () => { foreach (ref readonly var bar in bars.AsSpan()) x.Update(bar.Close); return x.Value; }; }),
    ];
}
