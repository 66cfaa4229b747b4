using InvestBot.Indicators;

namespace InvestBot.Strategies.Patterns;

public sealed class CandlePatternsTests
{
    private static Ohlcv Bar(double open, double high, double low, double close) => new(open, high, low, close, 1);

    // Seven closes that fall or rise before the candles in question.
    private static Ohlcv[] After(double step, params Ohlcv[] candles) =>
        [.. Enumerable.Range(0, 7).Select(i => Bar(100 + (step * i), 100.2 + (step * i), 99.8 + (step * i), 100 + (step * (i + 1)))), .. candles];

    [Theory]
    [InlineData(99, 101.5, true)]
    [InlineData(99, 100.5, false)] // does not close above the open before
    [InlineData(99.5, 101.5, false)] // opens within the body before
    public void BullishEngulfing_FollowsTheBodies(double open, double close, bool there) =>
        CandlePatterns.BullishEngulfing([Bar(101, 101.2, 98.9, 99), Bar(open, close + 0.1, open - 0.1, close)]).ShouldBe(there);

    [Theory]
    [InlineData(101, 98.5, true)]
    [InlineData(101, 99.5, false)]
    public void BearishEngulfing_FollowsTheBodies(double open, double close, bool there) =>
        CandlePatterns.BearishEngulfing([Bar(99, 101.2, 98.9, 101), Bar(open, open + 0.1, close - 0.1, close)]).ShouldBe(there);

    [Theory]
    [InlineData(-0.5, 95.8, 96.55, true)]
    [InlineData(-0.5, 95.8, 97.0, false)] // an upper shadow
    [InlineData(-0.5, 96.1, 96.55, false)] // the lower shadow is too short
    [InlineData(0.5, 95.8, 96.55, false)] // after a rise
    public void Hammer_FollowsShadowsAndFall(double step, double low, double high, bool there) =>
        CandlePatterns.Hammer(After(step, Bar(96.5, high, low, 96.3))).ShouldBe(there);

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(-0.5, false)]
    public void ShootingStar_FollowsTheRise(double step, bool there) => CandlePatterns.ShootingStar(After(step, Bar(103.5, 104.5, 103.45, 103.6))).ShouldBe(there);

    [Theory]
    [InlineData(100.05, true)]
    [InlineData(100.5, false)]
    public void Doji_FollowsTheBody(double close, bool there) => CandlePatterns.Doji([Bar(100, 101, 99, close)]).ShouldBe(there);

    [Theory]
    [InlineData(95.5, true)]
    [InlineData(94.5, false)] // closes below the middle of the first body
    public void MorningStar_FollowsTheThirdClose(double close, bool there) =>
        CandlePatterns.MorningStar(After(-0.5, Bar(96.5, 96.6, 93.4, 93.5), Bar(93.4, 93.7, 93.0, 93.5), Bar(93.6, close + 0.1, 93.5, close))).ShouldBe(there);

    [Fact]
    public void Inside_FollowsTheRanges()
    {
        CandlePatterns.Inside([Bar(100, 102, 98, 101), Bar(100, 101, 99, 100)]).ShouldBeTrue();
        CandlePatterns.Inside([Bar(100, 102, 98, 101), Bar(100, 103, 99, 100)]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(103.2, true)]
    [InlineData(101.9, false)] // closes no higher than the one before
    public void ThreeSoldiers_FollowsTheCloses(double close, bool there) =>
        CandlePatterns.ThreeSoldiers([Bar(100, 101.1, 99.9, 101), Bar(100.5, 102.1, 100.4, 102), Bar(101.5, Math.Max(close, 101.5) + 0.1, 101.4, close)]).ShouldBe(there);

    [Fact]
    public void Shapes_OfTooFewBars_AreNotThere() =>
        Enumerable.Range(0, 3).SelectMany(count => PatternCatalog.In(new Ohlcv[count])).ShouldBeEmpty();
}
