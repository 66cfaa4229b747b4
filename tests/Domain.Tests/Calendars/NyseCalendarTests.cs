using System.Globalization;

namespace InvestBot.Domain.Calendars;

public sealed class NyseCalendarTests
{
    private static DateOnly Date(string date) => DateOnly.Parse(date, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2013-10-04", "13:30", "20:00")]
    [InlineData("2025-11-28", "14:30", "18:00")]
    [InlineData("2025-07-03", "13:30", "17:00")]
    [InlineData("2024-12-24", "14:30", "18:00")]
    [InlineData("2025-03-07", "14:30", "21:00")]
    [InlineData("2025-03-10", "13:30", "20:00")]
    [InlineData("2006-04-03", "13:30", "20:00")]
    [InlineData("2006-10-30", "14:30", "21:00")]
    [InlineData("2021-12-31", "14:30", "21:00")]
    [InlineData("2024-07-05", "13:30", "20:00")]
    [InlineData("2002-07-03", "13:30", "20:00")]
    [InlineData("2002-07-05", "13:30", "17:00")]
    [InlineData("2013-07-03", "13:30", "17:00")]
    public void On_ATradingDay_IsItsSession(string date, string open, string close)
    {
        var session = NyseCalendar.On(Date(date)).ShouldNotBeNull();

        session.Open.ShouldBe(DateTimeOffset.Parse($"{date}T{open}Z", CultureInfo.InvariantCulture));
        session.Close.ShouldBe(DateTimeOffset.Parse($"{date}T{close}Z", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2025-01-01")]
    [InlineData("2025-01-09")]
    [InlineData("2025-01-20")]
    [InlineData("2025-02-17")]
    [InlineData("2025-04-18")]
    [InlineData("2024-03-29")]
    [InlineData("2025-05-26")]
    [InlineData("2025-06-19")]
    [InlineData("2020-07-03")]
    [InlineData("2025-09-01")]
    [InlineData("2025-11-27")]
    [InlineData("2021-12-24")]
    [InlineData("2023-01-02")]
    [InlineData("2012-10-29")]
    [InlineData("2025-11-29")]
    public void On_AHoliday_IsNoSession(string date) => NyseCalendar.On(Date(date)).ShouldBeNull();

    // The exchange's own calendars: 252 sessions in 2024, 250 in 2023 and 2025, 253 in 2020.
    [Theory]
    [InlineData(2020, 253)]
    [InlineData(2023, 250)]
    [InlineData(2024, 252)]
    [InlineData(2025, 250)]
    public void On_AYear_HasItsSessions(int year, int sessions) =>
        Enumerable.Range(0, 366).Select(new DateOnly(year, 1, 1).AddDays).Count(date => date.Year == year && NyseCalendar.On(date) is not null).ShouldBe(sessions);

    [Theory]
    [InlineData("2025-11-28T17:59:00Z", true)]
    [InlineData("2025-11-28T18:00:00Z", false)]
    [InlineData("2025-11-28T14:29:00Z", false)]
    public void IsOpen_AtTheEdges_IsHalfOpen(string time, bool open) => NyseCalendar.IsOpen(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)).ShouldBe(open);
}
