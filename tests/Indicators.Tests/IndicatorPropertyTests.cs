using FsCheck;
using FsCheck.Fluent;
using InvestBot.Indicators.Adx;
using InvestBot.Indicators.Atr;
using InvestBot.Indicators.Batches;
using InvestBot.Indicators.Bollinger;
using InvestBot.Indicators.Cmf;
using InvestBot.Indicators.Donchian;
using InvestBot.Indicators.Mfi;
using InvestBot.Indicators.Rolling;
using InvestBot.Indicators.Rsi;
using InvestBot.Indicators.Sma;
using InvestBot.Indicators.Stochastics;
using InvestBot.Indicators.Volatility;
using InvestBot.Indicators.Volumes;
using InvestBot.Indicators.Vwap;

namespace InvestBot.Indicators.Tests;

public sealed class IndicatorPropertyTests
{
    [Fact]
    public void Rsi_AnySeries_LiesIn0To100() => OfValues(p => new RelativeStrengthIndex(p), x => x is >= 0.0 and <= 100.0);

    [Fact]
    public void Mfi_AnyBars_LiesIn0To100() => OfBars(p => new MoneyFlowIndex(p), x => x.Value, x => x is >= 0.0 and <= 100.0);

    [Fact]
    public void Stochastic_AnyBars_LiesIn0To100() =>
        OfBars(p => new StochasticOscillator(p), x => x.D, x => x is >= -1e-9 and <= 100.0 + 1e-9);

    [Fact]
    public void Cmf_AnyBars_LiesInMinus1To1() =>
        OfBars(p => new ChaikinMoneyFlow(p), x => x.Value, x => double.IsNaN(x) || Math.Abs(x) <= 1.0 + 1e-12);

    [Fact]
    public void Adx_AnyBars_LiesIn0To100() => OfBars(p => new DirectionalMovement(p), x => x.Adx, x => x is >= 0.0 and <= 100.0 + 1e-9);

    [Fact]
    public void Atr_AnyBars_IsNotNegative() => OfBars(p => new AverageTrueRange(p), x => x.Value, x => x >= 0.0);

    [Fact]
    public void Vwap_AnyBars_LiesBetweenLowAndHigh() =>
        OfBars(_ => new VolumeWeightedAveragePrice(), x => x.Value, x => double.IsNaN(x) || x is >= 0.24 and <= 105.01);

    [Fact]
    public void Sma_AnySeries_LiesBetweenMinimumAndMaximum() =>
        Prop.ForAll(Walks.Values, Walks.Periods, (values, period) =>
            Batch.Run(new RollingMinimum(period), values)
                .Zip(Batch.Run(new SimpleMovingAverage(period), values), Batch.Run(new RollingMaximum(period), values))
                .Skip(period - 1).All(x => x.First - 1e-12 <= x.Second && x.Second <= x.Third + 1e-12)).QuickCheckThrowOnFailure();

    [Fact]
    public void Bollinger_AnySeries_KeepsItsOrder() =>
        Prop.ForAll(Walks.Values, Walks.Periods, (values, period) =>
        {
            var bands = new BollingerBands(period);
            return values.All(value =>
            {
                bands.Update(value);
                return !bands.IsReady || (bands.Lower <= bands.Middle && bands.Middle <= bands.Upper);
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Donchian_AnyBars_LeavesTheLatestOut() =>
        Prop.ForAll(Walks.Bars, Walks.Periods, (bars, period) =>
            Batch.Run(new DonchianChannel(period), bars, x => x.Upper).Select((upper, i) => i < period
                ? double.IsNaN(upper)
                : upper == bars[(i - period)..i].Max(bar => bar.High)).All(x => x)).QuickCheckThrowOnFailure();

    [Fact]
    public void VolumeRatio_AnyBars_ComparesWithTheBarsBefore() =>
        Prop.ForAll(Walks.Bars, Walks.Periods, (bars, period) =>
            Batch.Run(new VolumeAverage(period), bars, x => x.Ratio).Select((ratio, i) =>
            {
                var before = i < period ? 0.0 : bars[(i - period)..i].Average(bar => bar.Volume);
                return before == 0.0 ? double.IsNaN(ratio) : Math.Abs(ratio - (bars[i].Volume / before)) <= 1e-9 * Math.Max(1.0, ratio);
            }).All(x => x)).QuickCheckThrowOnFailure();

    [Fact]
    public void RealisedVolatility_RealCloses_EqualsFormula()
    {
        var closes = Published.Closes();
        var actual = Batch.Run(new RealisedVolatility(20, 252.0), closes)[300];
        var squares = Enumerable.Range(281, 20).Average(i => Math.Pow(Math.Log(closes[i] / closes[i - 1]), 2));
        actual.ShouldBe(Math.Sqrt(252.0 * squares), 1e-12);
    }

    [Fact]
    public void Vwap_NewSession_ForgetsTheOld()
    {
        var vwap = new VolumeWeightedAveragePrice();
        vwap.Update(new Ohlcv(1, 1, 1, 1, 1_000));
        vwap.StartSession();
        vwap.IsReady.ShouldBeFalse();
        vwap.Update(new Ohlcv(3, 3, 3, 3, 1));
        vwap.Value.ShouldBe(3.0);
    }

    private static void OfValues(Func<int, IValueIndicator> make, Func<double, bool> holds) =>
        Prop.ForAll(Walks.Values, Walks.Periods, (values, period) =>
        {
            var indicator = make(period);
            return Batch.Run(indicator, values).Select((x, i) => i + 1 < indicator.WarmUp ? double.IsNaN(x) : holds(x)).All(x => x);
        }).QuickCheckThrowOnFailure();

    private static void OfBars<T>(Func<int, T> make, Func<T, double> output, Func<double, bool> holds)
        where T : IBarIndicator =>
        Prop.ForAll(Walks.Bars, Walks.Periods, (bars, period) =>
        {
            var indicator = make(period);
            return Batch.Run(indicator, bars, output).Select((x, i) => i + 1 < indicator.WarmUp ? double.IsNaN(x) : holds(x)).All(x => x);
        }).QuickCheckThrowOnFailure();
}
