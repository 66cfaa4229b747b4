namespace InvestBot.Domain.Calendars;

/// <summary>The clock of New York: five hours behind UTC, four in summer.</summary>
/// <remarks>Source: Uniform Time Act as amended 1986 and 2005. Clocks go forward at 02:00 standard time and back at 02:00 summer time, always on a Sunday. Right from 1987 on.</remarks>
public static class NewYorkTime
{
    /// <summary>A moment as New York's clocks show it.</summary>
    public static DateTimeOffset Of(DateTimeOffset time) => time.ToOffset(TimeSpan.FromHours(IsSummer(time) ? -4 : -5));

    /// <summary>Midnight at the beginning of a date.</summary>
    internal static DateTimeOffset Midnight(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(IsSummer(new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(-5))) ? -4 : -5));

    /// <summary>A weekday of a month by its place, from 1.</summary>
    internal static DateOnly Nth(int year, int month, DayOfWeek day, int nth)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((((int)day - (int)first.DayOfWeek + 7) % 7) + (7 * (nth - 1)));
    }

    private static bool IsSummer(DateTimeOffset time)
    {
        var year = time.UtcDateTime.Year;
        // Until 2006 from the first Sunday of April to the last of October, which is a week before November's first.
        var november = Nth(year, 11, DayOfWeek.Sunday, 1);
        var (begin, end) = year >= 2007 ? (Nth(year, 3, DayOfWeek.Sunday, 2), november) : (Nth(year, 4, DayOfWeek.Sunday, 1), november.AddDays(-7));
        return time >= At(begin, 7) && time < At(end, 6);
    }

    private static DateTimeOffset At(DateOnly date, int hour) => new(date.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero);
}
