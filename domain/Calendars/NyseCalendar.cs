namespace InvestBot.Domain.Calendars;

/// <summary>One regular session.</summary>
/// <param name="Open">First moment, UTC.</param>
/// <param name="Close">First moment after it, UTC.</param>
public readonly record struct Session(DateTimeOffset Open, DateTimeOffset Close);

/// <summary>Regular sessions of the New York Stock Exchange from 1998 on: 09:30 to 16:00 New York time, to 13:00 on half days.</summary>
/// <remarks>
/// Sources: NYSE rule 7.2 (holidays; one on a Sunday is kept on Monday, one on a Saturday on Friday unless that ends a year), the
/// exchange's calendars and its list of special closings.
/// </remarks>
public static class NyseCalendar
{
    // Days of mourning, September 2001 and hurricane Sandy.
    private static readonly HashSet<DateOnly> Closed =
    [
        new(2001, 9, 11), new(2001, 9, 12), new(2001, 9, 13), new(2001, 9, 14), new(2004, 6, 11), new(2007, 1, 2),
        new(2012, 10, 29), new(2012, 10, 30), new(2018, 12, 5), new(2025, 1, 9),
    ];

    // Before 2013 a Wednesday before Independence Day was whole and the Friday after it half; the day after Christmas was half once.
    private static readonly HashSet<DateOnly> OtherHalfDays = [new(2002, 7, 5), new(2003, 12, 26)];

    /// <summary>The session of a date; <c>null</c> when there is none.</summary>
    public static Session? On(DateOnly date)
    {
        if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || IsHoliday(date) || Closed.Contains(date)) return null;
        var midnight = NewYorkTime.Midnight(date).ToUniversalTime();
        return new Session(midnight.AddHours(9.5), midnight.AddHours(IsHalfDay(date) ? 13 : 16));
    }

    /// <summary>True within a regular session.</summary>
    public static bool IsOpen(DateTimeOffset time) => On(DateOnly.FromDateTime(time.UtcDateTime)) is { } session && time >= session.Open && time < session.Close;

    /// <summary>True from a time before the close of a session's day until the day ends in New York; never on a day without a session.</summary>
    /// <param name="time">Market time.</param>
    /// <param name="before">How long before the close.</param>
    public static bool IsNearClose(DateTimeOffset time, TimeSpan before) =>
        On(DateOnly.FromDateTime(NewYorkTime.Of(time).DateTime)) is { } session && time >= session.Close - before;

    /// <summary>True on the days that close at 13:00: before Independence Day, after Thanksgiving, Christmas Eve, and two in other places.</summary>
    public static bool IsHalfDay(DateOnly date) => date switch
    {
        { Month: 7, Day: 3 } => date.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Tuesday or DayOfWeek.Thursday || (date.DayOfWeek == DayOfWeek.Wednesday && date.Year >= 2013),
        { Month: 11 } => date == NewYorkTime.Nth(date.Year, 11, DayOfWeek.Thursday, 4).AddDays(1),
        { Month: 12, Day: 24 } => date.DayOfWeek is not (DayOfWeek.Friday or DayOfWeek.Saturday or DayOfWeek.Sunday),
        _ => OtherHalfDays.Contains(date),
    };

    private static bool IsHoliday(DateOnly date) => date.Month switch
    {
        1 => date == (new DateOnly(date.Year, 1, 1) is { DayOfWeek: DayOfWeek.Sunday } sunday ? sunday.AddDays(1) : new DateOnly(date.Year, 1, 1)) || date == NewYorkTime.Nth(date.Year, 1, DayOfWeek.Monday, 3),
        2 => date == NewYorkTime.Nth(date.Year, 2, DayOfWeek.Monday, 3),
        3 or 4 => date == Easter(date.Year).AddDays(-2),
        5 => date.DayOfWeek == DayOfWeek.Monday && date.Day > 24,
        6 => date.Year >= 2022 && date == Kept(new DateOnly(date.Year, 6, 19)),
        7 => date == Kept(new DateOnly(date.Year, 7, 4)),
        9 => date == NewYorkTime.Nth(date.Year, 9, DayOfWeek.Monday, 1),
        11 => date == NewYorkTime.Nth(date.Year, 11, DayOfWeek.Thursday, 4),
        12 => date == Kept(new DateOnly(date.Year, 12, 25)),
        _ => false,
    };

    private static DateOnly Kept(DateOnly date) => date.DayOfWeek switch
    {
        DayOfWeek.Saturday => date.AddDays(-1),
        DayOfWeek.Sunday => date.AddDays(1),
        _ => date,
    };

    // Meeus, Jones and Butcher: Meeus, Astronomical Algorithms, 1991, chapter 8.
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var (d, e) = (b / 4, b % 4);
        var g = (b - ((b + 8) / 25) + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var l = (32 + (2 * e) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }
}
