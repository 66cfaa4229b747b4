using FsCheck.Fluent;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Markets;

public sealed class TimeframeTests
{
    private static readonly int[] Divisors = [.. Enumerable.Range(1, 1440).Where(minutes => 1440 % minutes == 0)];

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(7)]
    [InlineData(1441)]
    [InlineData(2880)]
    public void Timeframe_NotDividingADay_Throws(int minutes) => Should.Throw<ArgumentOutOfRangeException>(() => new Timeframe(minutes));

    [Fact]
    public void TryParse_AnyFormatted_IsTheSame() =>
        Seeded.ForAll(Gen.Elements(Divisors), minutes =>
        {
            Timeframe.TryParse(new Timeframe(minutes).ToString(), out var parsed).ShouldBeTrue();
            parsed.Minutes.ShouldBe(minutes);
        });

    [Theory]
    [InlineData(null)]
    [InlineData("m")]
    [InlineData("5")]
    [InlineData("0m")]
    [InlineData("-5m")]
    [InlineData("+5m")]
    [InlineData(" 5m")]
    [InlineData("5M")]
    [InlineData("7m")]
    [InlineData("2d")]
    [InlineData("9999h")]
    [InlineData("99999m")]
    public void TryParse_Malformed_Refuses(string? text) => Timeframe.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void CloseTime_IsOpenTimePlusLength()
    {
        var one = new Price(1m);
        var bar = new Bar(DateTimeOffset.UnixEpoch, one, one, one, one, Quantity.Zero);
        bar.CloseTime(Timeframe.FiveMinutes).ShouldBe(DateTimeOffset.UnixEpoch.AddMinutes(5));
    }

    [Theory]
    [InlineData(10, 12, 9, 11, true)]
    [InlineData(10, 12, 10.5, 11, false)]
    [InlineData(10, 10.5, 9, 11, false)]
    [InlineData(13, 12, 9, 11, false)]
    [InlineData(10, 12, 9, 8, false)]
    public void IsConsistent_LowAndHighAroundOpenAndClose_Only(decimal open, decimal high, decimal low, decimal close, bool expected) =>
        new Bar(DateTimeOffset.UnixEpoch, new Price(open), new Price(high), new Price(low), new Price(close), Quantity.Zero).IsConsistent.ShouldBe(expected);
}
