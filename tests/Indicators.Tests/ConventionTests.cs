using InvestBot.Indicators.Atr;
using InvestBot.Indicators.Batches;
using InvestBot.Indicators.Bollinger;
using InvestBot.Indicators.Catalog;
using InvestBot.Indicators.Donchian;
using InvestBot.Indicators.Ema;
using InvestBot.Indicators.Keltner;
using InvestBot.Indicators.Macd;
using InvestBot.Indicators.Rolling;
using InvestBot.Indicators.Volatility;
using InvestBot.Indicators.ZScores;

namespace InvestBot.Indicators.Tests;

/// <summary>Where the field disagrees: the convention that is not the default, against its plain formula on published quotes.</summary>
public sealed class ConventionTests
{
    private static readonly Ohlcv[] Bars = Published.Quotes();
    private static readonly double[] Closes = Published.Closes();

    [Fact]
    public void Ema_FromTheFirstInput_FollowsTheRecursion() =>
        ShouldAgree(Batch.Run(new ExponentialMovingAverage(20, EmaSeed.First), Closes), From(Closes, 20), 20);

    [Fact]
    public void Macd_FromTheFirstInput_FollowsTheRecursion()
    {
        var macd = new ConvergenceDivergence(seed: EmaSeed.First);
        double[] lines = [.. Closes.Select(close => { macd.Update(close); return macd.Line; })];
        ShouldAgree(lines, [.. From(Closes, 12).Zip(From(Closes, 26), (fast, slow) => fast - slow)], 26);
        macd.Signal.ShouldBe(From(lines[25..], 9)[^1], 1e-9);
    }

    [Fact]
    public void Keltner_FromTheFirstInput_HasThatMiddle() =>
        ShouldAgree(Batch.Run(new KeltnerChannel(seed: EmaSeed.First), Bars, x => x.Middle), From(Closes, 20), 20);

    [Fact]
    public void Atr_FirstRangeCounted_AveragesItToo()
    {
        const int period = 14;
        var ranges = Bars.Select((bar, i) => i == 0 ? bar.High - bar.Low : Math.Max(bar.High, Bars[i - 1].Close) - Math.Min(bar.Low, Bars[i - 1].Close)).ToArray();
        var expected = new double[Bars.Length];
        expected[period - 1] = ranges[..period].Average();
        for (var i = period; i < ranges.Length; i++)
            expected[i] = ((expected[i - 1] * (period - 1)) + ranges[i]) / period;
        ShouldAgree(Batch.Run(new AverageTrueRange(period, FirstRange.HighMinusLow), Bars, x => x.Value), expected, period);
        Batch.Run(new AverageTrueRange(period, FirstRange.HighMinusLow), Bars, x => x.TrueRange)[0].ShouldBe(ranges[0]);
    }

    [Fact]
    public void Bollinger_SampleDeviation_IsWiderByItsFactor()
    {
        var (population, sample) = (new BollingerBands(20, 2.0), new BollingerBands(20, 2.0, Deviation.Sample));
        foreach (var close in Closes)
        {
            population.Update(close);
            sample.Update(close);
        }

        var window = Closes[^20..];
        sample.StandardDeviation.ShouldBe(Math.Sqrt(window.Sum(x => Math.Pow(x - window.Average(), 2)) / 19), 1e-9);
        (sample.Width / population.Width).ShouldBe(Math.Sqrt(20.0 / 19.0), 1e-12);
    }

    [Fact]
    public void ZScore_SampleDeviation_IsSmallerByItsFactor() =>
        (Batch.Run(new ZScore(20, Deviation.Sample), Closes)[^1] / Batch.Run(new ZScore(20), Closes)[^1]).ShouldBe(Math.Sqrt(19.0 / 20.0), 1e-12);

    [Fact]
    public void Donchian_LatestIncluded_IsOfTheLastBars() =>
        ShouldAgree(Batch.Run(new DonchianChannel(20, LatestBar.Included), Bars, x => x.Upper), Batch.Run(new RollingMaximum(20), [.. Bars.Select(bar => bar.High)]), 20);

    [Fact]
    public void Volatility_OwnMean_IsTheSampleDeviationOfReturns()
    {
        double[] returns = [.. Closes.Zip(Closes.Skip(1), (before, after) => Math.Log(after / before))];
        var expected = returns.Select((_, i) => i < 19 ? double.NaN : Math.Sqrt(252 * returns[(i - 19)..(i + 1)].Sum(x => Math.Pow(x - returns[(i - 19)..(i + 1)].Average(), 2)) / 19));
        ShouldAgree(Batch.Run(new RealisedVolatility(20, 252, ReturnMean.Sample), Closes), [double.NaN, .. expected], 21);
    }

    [Fact]
    public void Catalog_EveryChoice_CanBeWrittenAndChangesTheValues()
    {
        foreach (var entry in IndicatorCatalog.Entries.Where(entry => entry.Parameters.Any(parameter => !parameter.Words.IsEmpty)))
        {
            var choice = entry.Parameters.Single(parameter => !parameter.Words.IsEmpty);
            entry.Parameters[^1].ShouldBe(choice, entry.Name);
            var series = choice.Words.Select(word => Values(entry.Usage.Replace(choice.Words[0], word, StringComparison.Ordinal))).ToArray();
            series[0].ShouldBe(Values(entry.Name), entry.Name);
            series[1].ShouldNotBe(series[0], entry.Name);
        }
    }

    [Fact]
    public void Catalog_AnUnknownWord_NamesTheKnownOnes()
    {
        IndicatorCatalog.TryCreate("bollinger:20,2,both", out var error).ShouldBeNull();
        error.ShouldBe("bollinger: deviation is 'both'; write population or sample, such as bollinger:20,2,population.");
    }

    // The published conventions start elsewhere, so that only places and values from the warm-up on are compared.
    private static void ShouldAgree(double[] actual, double[] expected, int warmUp)
    {
        actual.Length.ShouldBe(expected.Length);
        actual[..(warmUp - 1)].ShouldAllBe(x => double.IsNaN(x));
        for (var i = warmUp - 1; i < actual.Length; i++)
            actual[i].ShouldBe(expected[i], 1e-9 * Math.Max(1.0, Math.Abs(expected[i])), $"at {i}");
    }

    private static double[] From(double[] inputs, int period)
    {
        var averages = new double[inputs.Length];
        averages[0] = inputs[0];
        for (var i = 1; i < inputs.Length; i++)
            averages[i] = averages[i - 1] + (2.0 / (period + 1) * (inputs[i] - averages[i - 1]));
        return averages;
    }

    private static string Values(string specification)
    {
        var indicator = IndicatorCatalog.TryCreate(specification, out var error).ShouldNotBeNull(error);
        var outputs = new double[indicator.Entry.Columns.Length];
        return string.Join(' ', Bars[..60].Select(bar =>
        {
            indicator.Update(new IndicatorInput(bar, BenchmarkClose: bar.Open), outputs);
            return string.Join(',', outputs);
        }));
    }
}
