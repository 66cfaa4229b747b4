using InvestBot.Indicators;

namespace InvestBot.Strategies.Patterns;

public sealed class ChartPatternsTests
{
    // Bars from corner to corner, each with a range of about 1.
    private static Ohlcv[] Path(params double[] closes)
    {
        var bars = new List<Ohlcv>();
        for (var i = 1; i < closes.Length; i++)
            bars.Add(new Ohlcv(closes[i - 1], Math.Max(closes[i - 1], closes[i]) + 0.3, Math.Min(closes[i - 1], closes[i]) - 0.3, closes[i], 1));
        return [.. bars];
    }

    private static IEnumerable<double> Line(double from, double to, int steps) => Enumerable.Range(1, steps).Select(i => from + ((to - from) * i / steps));

    private static Ohlcv[] Bottoms(double second, double last) => Path([
        100, .. Line(100, 94, 12), .. Line(94, 98, 6), .. Line(98, second, 8), .. Line(second, 98, 6), last]);

    [Theory]
    [InlineData(94.0, 99.0, true)]
    [InlineData(94.4, 99.0, true)]
    [InlineData(91.0, 99.0, false)] // the second low is much lower
    [InlineData(94.0, 98.1, false)] // not above the peak between
    public void DoubleBottom_FollowsLowsAndNeckline(double second, double last, bool there) => ChartPatterns.DoubleBottom(Bottoms(second, last)).ShouldBe(there);

    [Fact]
    public void DoubleBottom_AfterTheBreak_IsThereOnce() => ChartPatterns.DoubleBottom([.. Bottoms(94, 99), new Ohlcv(99, 99.8, 98.9, 99.5, 1)]).ShouldBeFalse();

    private static Ohlcv[] Flag(double pole, double low, double last) => Path([
        .. Enumerable.Repeat(100.0, 18), .. Line(100, 100 + pole, 6), .. Line(100 + pole, low, 6), last]);

    [Theory]
    [InlineData(8.0, 106.0, 109.5, true)]
    [InlineData(8.0, 106.0, 106.5, false)] // within the flag
    [InlineData(8.0, 103.0, 109.5, false)] // gave back more than half
    [InlineData(2.0, 101.5, 103.0, false)] // no pole
    public void BullFlag_FollowsPoleAndFlag(double pole, double low, double last, bool there) => ChartPatterns.BullFlag(Flag(pole, low, last)).ShouldBe(there);

    [Fact]
    public void RecentBars_OfAnyNumber_AreTheLastOnesInOrder()
    {
        var recent = new RecentBars(4);
        for (var i = 0; i < 11; i++)
        {
            recent.Add(new Ohlcv(i, i, i, i, 1));
            recent.Span.ToArray().Select(bar => (int)bar.Close).ShouldBe(Enumerable.Range(Math.Max(0, i - 3), Math.Min(4, i + 1)));
        }
    }
}
