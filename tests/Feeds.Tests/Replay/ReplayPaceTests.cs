using InvestBot.Feeds.Replay;

namespace InvestBot.Feeds.Tests.Replay;

public sealed class ReplayPaceTests
{
    private static readonly TimeSpan Bar = TimeSpan.FromMinutes(5);
    private static readonly DateTimeOffset Market = Recorded.At(0, 0);
    private static readonly DateTimeOffset Wall = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void DueAt_SixtyTimes_WaitsFiveSecondsForABar()
    {
        var pace = new ReplayPace(Bar, ReplaySpeed.Times(60));
        pace.DueAt(Market, Wall).ShouldBe(Wall);
        pace.DueAt(Market + Bar, Wall).ShouldBe(Wall.AddSeconds(5));
        pace.DueAt(Market + (2 * Bar), Wall.AddSeconds(5)).ShouldBe(Wall.AddSeconds(10));
    }

    [Fact]
    public void DueAt_Max_IsNow()
    {
        var pace = new ReplayPace(Bar, ReplaySpeed.Max);
        pace.DueAt(Market, Wall);
        pace.DueAt(Market + Bar, Wall).ShouldBe(Wall);
    }

    [Fact]
    public void DueAt_ClosedMarket_CostsOneBar()
    {
        var pace = new ReplayPace(Bar, ReplaySpeed.RealTime);
        pace.DueAt(Market, Wall);
        pace.DueAt(Market.AddDays(3), Wall).ShouldBe(Wall + Bar);
    }

    [Fact]
    public void DueAt_ClosedMarketWithGapsKept_CostsItsTime()
    {
        var pace = new ReplayPace(Bar, ReplaySpeed.RealTime, keepGaps: true);
        pace.DueAt(Market, Wall);
        pace.DueAt(Market.AddDays(3), Wall).ShouldBe(Wall.AddDays(3));
    }

    [Fact]
    public void DueAt_SlowReader_IsNotOverrunLater()
    {
        var pace = new ReplayPace(Bar, ReplaySpeed.Times(60));
        pace.DueAt(Market, Wall);
        pace.DueAt(Market + Bar, Wall.AddSeconds(60)).ShouldBe(Wall.AddSeconds(60));
        pace.DueAt(Market + (2 * Bar), Wall.AddSeconds(60)).ShouldBe(Wall.AddSeconds(65));
    }

    [Theory]
    [InlineData("max", 0)]
    [InlineData("60", 60)]
    [InlineData("2.5x", 2.5)]
    public void TryParse_Speed_IsRead(string text, double factor)
    {
        ReplaySpeed.TryParse(text, out var speed).ShouldBeTrue();
        speed.Factor.ShouldBe(factor);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("fast")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1e300")]
    public void TryParse_NoSpeed_Refuses(string? text) => ReplaySpeed.TryParse(text, out _).ShouldBeFalse();
}
