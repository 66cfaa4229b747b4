using InvestBot.Indicators.Adx;
using InvestBot.Indicators.Atr;
using InvestBot.Indicators.Batches;
using InvestBot.Indicators.Cmf;
using InvestBot.Indicators.Donchian;
using InvestBot.Indicators.Keltner;
using InvestBot.Indicators.Mfi;
using InvestBot.Indicators.Obv;
using InvestBot.Indicators.Stochastics;
using InvestBot.Indicators.Vwap;

namespace InvestBot.Indicators.Tests;

public sealed class PublishedBarSeriesTests
{
    private static readonly Ohlcv[] Bars = Published.Quotes();

    [Fact]
    public void Atr_PublishedSeries_Agrees()
    {
        Published.ShouldAgree(Batch.Run(new AverageTrueRange(14), Bars, x => x.Value), "atr", "atr");
        Published.ShouldAgree(Batch.Run(new AverageTrueRange(14), Bars, x => x.TrueRange), "atr", "tr");
        Published.ShouldAgree(Batch.Run(new AverageTrueRange(14), Bars, x => x.Percent), "atr", "atrp");
    }

    [Fact]
    public void Adx_PublishedSeries_Agrees()
    {
        Published.ShouldAgree(Batch.Run(new DirectionalMovement(14), Bars, x => x.Adx), "adx", "adx");
        Published.ShouldAgree(Batch.Run(new DirectionalMovement(14), Bars, x => x.PlusDi), "adx", "pdi");
        Published.ShouldAgree(Batch.Run(new DirectionalMovement(14), Bars, x => x.MinusDi), "adx", "mdi");
        Published.ShouldAgree(Batch.Run(new DirectionalMovement(14), Bars, x => x.Dx), "adx", "dx");
    }

    [Fact]
    public void Stochastic_PublishedSeries_Agrees()
    {
        Published.ShouldAgree(Batch.Run(new StochasticOscillator(), Bars, x => x.K), "stoch", "k");
        Published.ShouldAgree(Batch.Run(new StochasticOscillator(), Bars, x => x.D), "stoch", "d");
    }

    [Fact]
    public void Obv_PublishedSeries_Agrees() =>
        Published.ShouldAgree(Batch.Run(new OnBalanceVolume(), Bars, x => x.Value), "obv", "obv");

    [Fact]
    public void Cmf_PublishedSeries_Agrees() =>
        Published.ShouldAgree(Batch.Run(new ChaikinMoneyFlow(20), Bars, x => x.Value), "cmf", "cmf");

    [Fact]
    public void Mfi_PublishedSeries_Agrees() =>
        Published.ShouldAgree(Batch.Run(new MoneyFlowIndex(14), Bars, x => x.Value), "mfi", "mfi");

    [Fact]
    public void Vwap_PublishedSeries_Agrees() =>
        Published.ShouldAgree(Batch.Run(new VolumeWeightedAveragePrice(), Bars, x => x.Value), "vwap", "vwap");

    [Fact]
    public void Donchian_PublishedSeries_Agrees()
    {
        Published.ShouldAgree(Batch.Run(new DonchianChannel(20), Bars, x => x.Upper), "donchian", "upperBand");
        Published.ShouldAgree(Batch.Run(new DonchianChannel(20), Bars, x => x.Lower), "donchian", "lowerBand");
        Published.ShouldAgree(Batch.Run(new DonchianChannel(20), Bars, x => x.Middle), "donchian", "centerline");
        Published.ShouldAgree(Batch.Run(new DonchianChannel(20), Bars, x => x.Width), "donchian", "width");
    }

    [Fact]
    public void Keltner_PublishedSeries_Agrees()
    {
        Published.ShouldAgree(Batch.Run(new KeltnerChannel(), Bars, x => x.Middle), "keltner", "centerline");
        Published.ShouldAgree(Batch.Run(new KeltnerChannel(), Bars, x => x.Upper), "keltner", "upperBand");
        Published.ShouldAgree(Batch.Run(new KeltnerChannel(), Bars, x => x.Lower), "keltner", "lowerBand");
        Published.ShouldAgree(Batch.Run(new KeltnerChannel(), Bars, x => x.Width), "keltner", "width");
    }
}
