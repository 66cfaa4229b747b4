using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using InvestBot.Feeds.Csv;

namespace InvestBot.Feeds.Tests.Csv;

public sealed class TimestampTextTests
{
    [Theory]
    [InlineData("2025-05-12T13:30:00Z", "2025-05-12T13:30:00Z", true)]
    [InlineData("2025-05-12 13:30:00", "2025-05-12T13:30:00Z", false)]
    [InlineData("2025-05-12 13:30", "2025-05-12T13:30:00Z", false)]
    [InlineData("2025-05-12", "2025-05-12T00:00:00Z", false)]
    [InlineData("2025-05-12T09:30:00-04:00", "2025-05-12T13:30:00Z", true)]
    [InlineData("2025-05-12T19:00:00.000+0530", "2025-05-12T13:30:00Z", true)]
    [InlineData("2025-05-12 13:30:00 UTC", "2025-05-12T13:30:00Z", true)]
    [InlineData("1747056600", "2025-05-12T13:30:00Z", true)]
    [InlineData("1747056600000", "2025-05-12T13:30:00Z", true)]
    [InlineData("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z", true)]
    public void TryParse_KnownForm_IsUtc(string text, string expected, bool stated)
    {
        TimestampText.TryParse(Encoding.UTF8.GetBytes(text), out var seconds, out var zone).ShouldBeTrue();
        DateTimeOffset.FromUnixTimeSeconds(seconds).ShouldBe(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
        zone.ShouldBe(stated ? TimestampZone.Stated : TimestampZone.Unstated);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2023-02-29T00:00:00Z")]
    [InlineData("2025-13-01T00:00:00Z")]
    [InlineData("2025-05-12T24:00:00Z")]
    [InlineData("2025-05-12T13:60:00Z")]
    [InlineData("2025-05-12T13:30:00X")]
    [InlineData("2025-05-12T13:30:00+99:00")]
    [InlineData("05/12/2025")]
    [InlineData("0001-01-01")]
    public void TryParse_UnknownForm_Refuses(string text) =>
        TimestampText.TryParse(Encoding.UTF8.GetBytes(text), out _, out _).ShouldBeFalse();

    [Fact]
    public void TryParse_AnySecondUntil2200_RoundTrips() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), x =>
        {
            var time = DateTimeOffset.FromUnixTimeSeconds(x * 3L);
            var text = time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            return TimestampText.TryParse(Encoding.UTF8.GetBytes(text), out var seconds, out _) && seconds == x * 3L;
        }).QuickCheckThrowOnFailure();
}
