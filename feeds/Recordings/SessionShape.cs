using InvestBot.Domain.Markets;

namespace InvestBot.Feeds.Recordings;

/// <summary>Tells a market's calendar from when its bars are.</summary>
internal static class SessionShape
{
    private const int MinutesPerDay = 1440;

    /// <summary>
    /// The NYSE where no bar lies on a weekend and, for bars below a day, none outside 13:30 to 21:00 UTC (its regular
    /// session in summer and winter); else always open.
    /// </summary>
    internal static TradingCalendar CalendarOf(ReadOnlySpan<int> openMinutes, Timeframe timeframe)
    {
        var intraday = timeframe.Minutes < MinutesPerDay;
        foreach (var minute in openMinutes)
        {
            // 1970-01-01 was a Thursday.
            var weekday = ((minute / MinutesPerDay) + 4) % 7;
            var ofDay = minute % MinutesPerDay;
            if (weekday is 0 or 6 || (intraday && ofDay is < (13 * 60) + 30 or >= 21 * 60))
                return TradingCalendar.AlwaysOpen;
        }

        return TradingCalendar.Nyse;
    }
}
