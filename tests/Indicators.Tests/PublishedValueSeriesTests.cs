using InvestBot.Indicators.Batches;
using InvestBot.Indicators.Benchmarks;
using InvestBot.Indicators.Bollinger;
using InvestBot.Indicators.Ema;
using InvestBot.Indicators.Macd;
using InvestBot.Indicators.Regression;
using InvestBot.Indicators.Roc;
using InvestBot.Indicators.Rsi;
using InvestBot.Indicators.Sma;
using InvestBot.Indicators.Wma;
using InvestBot.Indicators.ZScores;

namespace InvestBot.Indicators.Tests;

public sealed class PublishedValueSeriesTests
{
    private static readonly double[] Closes = Published.Closes();

    [Fact]
    public void Sma_PublishedSeries_Agrees() =>
        Published.ShouldAgree(Batch.Run(new SimpleMovingAverage(20), Closes), "sma", "sma");

    [Fact]
    public void Ema_PublishedSeries_Agrees() =>
        Published.ShouldAgree(Batch.Run(new ExponentialMovingAverage(20), Closes), "ema", "ema");

    [Fact]
    public void Wma_PublishedSeries_Agrees() =>
        Published.ShouldAgree(Batch.Run(new WeightedMovingAverage(14), Closes), "wma", "wma");

    [Fact]
    public void Rsi_PublishedSeries_Agrees() =>
        Published.ShouldAgree(Batch.Run(new RelativeStrengthIndex(14), Closes), "rsi", "rsi");

    [Fact]
    public void Roc_PublishedSeries_Agrees() =>
        Published.ShouldAgree(Batch.Run(new RateOfChange(14), Closes), "roc", "roc");

    [Fact]
    public void ZScore_PublishedSeries_Agrees() =>
        Published.ShouldAgree(Batch.Run(new ZScore(14), Closes), "stdev", "zScore");

    [Fact]
    public void Bollinger_PublishedSeries_Agrees()
    {
        Published.ShouldAgree(Bands(x => x.Middle), "bb", "sma");
        Published.ShouldAgree(Bands(x => x.Upper), "bb", "upperBand");
        Published.ShouldAgree(Bands(x => x.Lower), "bb", "lowerBand");
        Published.ShouldAgree(Bands(x => x.PercentB), "bb", "percentB");
        Published.ShouldAgree(Bands(x => x.Width), "bb", "width");
    }

    [Fact]
    public void Macd_PublishedSeries_Agrees()
    {
        Published.ShouldAgree(Macd(x => x.Line), "macd", "macd");
        Published.ShouldAgree(Macd(x => x.Signal), "macd", "signal");
        Published.ShouldAgree(Macd(x => x.Histogram), "macd", "histogram");
    }

    [Fact]
    public void LinearRegression_PublishedSeries_Agrees()
    {
        Published.ShouldAgree(Line(x => x.Slope), "slope", "slope");
        Published.ShouldAgree(Line(x => x.StandardDeviation), "slope", "stdDev");
        Published.ShouldAgree(Line(x => x.RSquared), "slope", "rSquared");
    }

    [Fact]
    public void RelativeStrength_PublishedSeries_Agrees()
    {
        var strength = new RelativeStrength(20);
        double[] actual = [.. Published.Closes("compare").Zip(Closes, strength.Update)];
        Published.ShouldAgree(actual, "prs", "prsPercent");
    }

    private static double[] Bands(Func<BollingerBands, double> output)
    {
        var bands = new BollingerBands(20, 2.0);
        return [.. Closes.Select(close => { bands.Update(close); return output(bands); })];
    }

    private static double[] Macd(Func<ConvergenceDivergence, double> output)
    {
        var macd = new ConvergenceDivergence();
        return [.. Closes.Select(close => { macd.Update(close); return output(macd); })];
    }

    private static double[] Line(Func<LinearRegression, double> output)
    {
        var line = new LinearRegression(14);
        return [.. Closes.Select(close => { line.Update(close); return output(line); })];
    }
}
