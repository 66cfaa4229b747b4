using System.Globalization;

namespace InvestBot.Feeds.Quotes;

/// <summary>Reads the dates of one file, whose order of day and month is found from all of them.</summary>
internal sealed class DayOrder
{
    private static readonly string[] Clocks = ["", " H:mm", " H:mm:ss", " h:mm tt", " h:mm:ss tt", " HHmm", " HHmmss"];
    private static readonly string[] MonthFirst = Forms("M/d/yyyy", "M/d/yy", "M-d-yyyy");
    private static readonly string[] DayFirst = Forms("d/M/yyyy", "d/M/yy", "d-M-yyyy", "d.M.yyyy", "d.M.yy");
    private static readonly string[] Clear =
        Forms("yyyy/M/d", "yyyy.M.d", "yyyy-M-d", "yyyyMMdd", "MMM d yyyy", "MMM d, yyyy", "MMMM d, yyyy", "d MMM yyyy", "d-MMM-yyyy", "d-MMM-yy");

    private readonly string[] _forms;

    private DayOrder(bool dayFirst, bool isGuess)
    {
        IsGuess = isGuess;
        _forms = [.. Clear, .. dayFirst ? DayFirst : MonthFirst, .. dayFirst ? MonthFirst : DayFirst];
    }

    /// <summary>True when every date fits both orders, and the month was taken first.</summary>
    internal bool IsGuess { get; }

    /// <summary>Finds the order: a first number above 12 is a day, a second number above 12 means that the first is a month.</summary>
    internal static DayOrder Of(IEnumerable<string> dates)
    {
        var slashed = false;
        foreach (var date in dates)
        {
            var parts = date.Split('/', '-', '.', ' ');
            if (parts.Length < 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second) || parts[0].Length > 2)
                continue;
            if (first > 12 || date.Contains('.', StringComparison.Ordinal))
                return new DayOrder(dayFirst: true, isGuess: false);
            if (second > 12)
                return new DayOrder(dayFirst: false, isGuess: false);
            slashed = true;
        }

        return new DayOrder(dayFirst: false, isGuess: slashed);
    }

    /// <summary>Reads a date, with or without a time, as UTC.</summary>
    internal bool TryParse(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, _forms, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces, out time);

    private static string[] Forms(params string[] dates) => [.. dates.SelectMany(date => Clocks.Select(clock => date + clock))];
}
