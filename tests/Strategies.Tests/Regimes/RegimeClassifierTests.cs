using InvestBot.Domain.Markets;
using InvestBot.Strategies.Tests;
using InvestBot.Strategies.Tokens;

namespace InvestBot.Strategies.Regimes;

public sealed class RegimeClassifierTests
{
    private static Regime After(IEnumerable<Bar> bars, RegimeClassifier classifier)
    {
        foreach (var bar in bars) classifier.Update(BarEstimates.Of(in bar));
        return classifier.Present;
    }

    // Around a price, with a swing that varies, so that no volatility is unusual.
    private static Series Usual(int count)
    {
        var series = new Series().To(100m);
        for (var i = 0; i < count; i++) series.To(100m + ((i % 2 == 0 ? 0.3m : -0.3m) * (1m + (i % 7 * 0.3m))));
        return series;
    }

    [Fact]
    public void Present_BeforeItIsWarm_IsUnknown()
    {
        var classifier = new RegimeClassifier();

        After(Usual(150).Bars, classifier).ShouldBe(Regime.Unknown);
        classifier.IsReady.ShouldBeFalse();
    }

    [Fact]
    public void Present_OfASteadySwing_IsNeitherTrendNorWild() => After(Usual(400).Bars, new RegimeClassifier()).ShouldBeOneOf(Regime.Range, Regime.Quiet);

    [Theory]
    [InlineData(0.4, Regime.TrendUp)]
    [InlineData(-0.4, Regime.TrendDown)]
    public void Present_OfSteadySteps_IsATrend(double step, Regime regime) => After(Usual(300).Steps((decimal)step, 60).Bars, new RegimeClassifier()).ShouldBe(regime);

    [Fact]
    public void Present_OfAStorm_IsHighVolatility()
    {
        var series = Usual(300);
        for (var i = 0; i < 20; i++) series.To(100m + (i % 2 == 0 ? 4m : -4m));

        After(series.Bars, new RegimeClassifier()).ShouldBe(Regime.HighVolatility);
    }

    [Fact]
    public void Present_OfACalm_IsQuiet()
    {
        var series = Usual(300);
        for (var i = 0; i < 60; i++) series.To(100m + (i % 2 == 0 ? 0.02m : -0.02m));

        After(series.Bars, new RegimeClassifier()).ShouldBe(Regime.Quiet);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(20)]
    public void Present_WithHysteresis_ChangesLessOften(int seed)
    {
        var bars = Series.Walk(seed, 4000);

        var (held, eager) = (Changes(bars, 12), Changes(bars, 1));

        held.Count.ShouldBeLessThan(eager.Count);
        eager.Distinct().Count().ShouldBeGreaterThanOrEqualTo(4);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    public void Present_WithHysteresis_NeverChangesTwiceWithinTheHold(int hold)
    {
        var classifier = new RegimeClassifier(hold: hold);
        var (before, since) = (Regime.Unknown, int.MaxValue);
        foreach (var bar in Series.Walk(8, 4000))
        {
            classifier.Update(BarEstimates.Of(in bar));
            if (classifier.Present != before)
            {
                since.ShouldBeGreaterThanOrEqualTo(hold);
                (before, since) = (classifier.Present, 0);
            }
            if (since < int.MaxValue) since++;
        }
    }

    [Fact]
    public void Present_OnTheEdgeOfATrend_StaysWhatItWas()
    {
        // A rise, then one that slows until ADX lies between the two thresholds.
        var classifier = new RegimeClassifier(hold: 1);
        After(Usual(300).Steps(0.4m, 60).Bars, classifier).ShouldBe(Regime.TrendUp);
        var series = Usual(300).Steps(0.4m, 60);
        var regimes = new List<(double Trend, Regime Regime)>();
        for (var i = 0; i < 200; i++)
        {
            series.To(series.Last + (i % 4 < 2 ? 0.4m : -0.31m));
            var bar = series.Bars[^1];
            classifier.Update(BarEstimates.Of(in bar));
            regimes.Add((classifier.Trend, classifier.Present));
        }

        regimes.Where(item => item.Trend is > 20 and < 25).ShouldNotBeEmpty();
        regimes.Where(item => item.Trend is > 20 and < 25).ShouldAllBe(item => item.Regime == Regime.TrendUp || item.Regime == Regime.HighVolatility);
    }

    private static List<Regime> Changes(IEnumerable<Bar> bars, int hold)
    {
        var classifier = new RegimeClassifier(hold: hold);
        var changes = new List<Regime>();
        foreach (var bar in bars)
        {
            classifier.Update(BarEstimates.Of(in bar));
            if (changes.Count == 0 || changes[^1] != classifier.Present) changes.Add(classifier.Present);
        }
        return changes;
    }
}
