using System.Globalization;
using InvestBot.Domain.Calendars;

namespace InvestBot.Domain.Tests.Calendars;

public sealed class NewYorkTimeTests
{
    [Theory]
    [InlineData("2024-03-10T06:59:00Z", "2024-03-10 01:59")]
    [InlineData("2024-03-10T07:00:00Z", "2024-03-10 03:00")]
    [InlineData("2024-11-03T05:59:00Z", "2024-11-03 01:59")]
    [InlineData("2024-11-03T06:00:00Z", "2024-11-03 01:00")]
    [InlineData("2006-04-01T12:00:00Z", "2006-04-01 07:00")]
    [InlineData("2006-04-03T12:00:00Z", "2006-04-03 08:00")]
    [InlineData("2006-10-30T12:00:00Z", "2006-10-30 07:00")]
    [InlineData("2025-01-01T03:00:00Z", "2024-12-31 22:00")]
    public void Of_AMoment_IsWhatItsClocksShow(string utc, string local) =>
        NewYorkTime.Of(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture).ShouldBe(local);

    // Whatever the machine knows of time zones says the same, for every hour of thirty years.
    [Fact]
    public void Of_EveryHour_AgreesWithTheMachinesTimeZones()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var from = new DateTimeOffset(1998, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Enumerable.Range(0, 30 * 366 * 24).Select(hour => from.AddHours(hour)).Where(time => NewYorkTime.Of(time).Offset != zone.GetUtcOffset(time)).ShouldBeEmpty();
    }
}
