using InvestBot.Domain.Markets;
using InvestBot.Indicators;
using InvestBot.Strategies.Tests;
using InvestBot.Strategies.Tokens;

namespace InvestBot.Strategies.Timeframes;

public sealed class BarAggregatorTests
{
    private static List<(int After, Ohlcv Bar)> Join(IReadOnlyList<Bar> bars, int count)
    {
        var joined = new List<(int, Ohlcv)>();
        var seen = 0;
        var aggregator = new BarAggregator(Timeframe.FiveMinutes, count, (in Ohlcv bar) => joined.Add((seen, bar)));
        foreach (var bar in bars)
        {
            seen++;
            aggregator.Update(in bar, BarEstimates.Of(in bar));
        }
        return joined;
    }

    [Fact]
    public void Update_OfWholeBars_JoinsThemAtTheCloseOfTheLast()
    {
        var series = new Series().To(10m, 1m).To(12m, 2m).To(9m, 3m).To(11m, 4m).To(11m, 5m).To(8m, 6m);

        Join(series.Bars, 3).ShouldBe([(3, new Ohlcv(10, 12, 9, 9, 6)), (6, new Ohlcv(9, 11, 8, 8, 15))]);
    }

    [Fact]
    public void Update_WithTheLastBarMissing_HandsTheLongerOneOnWhenTheNextBegins()
    {
        var series = new Series().To(10m, 1m).To(12m, 2m).To(9m, 3m).To(11m, 4m);

        Join([.. series.Bars.Where((_, i) => i != 2)], 3).ShouldBe([(3, new Ohlcv(10, 12, 10, 12, 3))]);
    }

    [Fact]
    public void Update_OfOneEach_HandsOnEveryBar() => Join(new Series().To(10m).To(12m).Bars, 1).Count.ShouldBe(2);

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    public void Update_OfAWalkWithGaps_KeepsExtremesAndVolume(int count)
    {
        var random = new Random(2);
        Bar[] bars = [.. Series.Walk(4, 1000).Where(_ => random.Next(10) > 0)];
        var joined = Join(bars, count);
        var taken = joined[^1].After - (bars[joined[^1].After - 1].OpenTime.UtcTicks / TimeSpan.TicksPerMinute % (5 * count) == 5 * (count - 1) ? 0 : 1);

        joined.Sum(item => item.Bar.Volume).ShouldBe((double)bars.Take(taken).Sum(bar => bar.Volume.Value), 1e-6);
        joined.Max(item => item.Bar.High).ShouldBe(bars.Take(taken).Max(bar => bar.High.Estimate));
        joined.ShouldAllBe(item => item.Bar.Low <= item.Bar.Close && item.Bar.Close <= item.Bar.High);
    }
}
