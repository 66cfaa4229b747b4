using System.Buffers.Text;

namespace InvestBot.Feeds.Csv;

/// <summary>Whether a timestamp said what zone it is in.</summary>
internal enum TimestampZone
{
    /// <summary>No zone: taken as UTC.</summary>
    Unstated,

    /// <summary><c>Z</c>, an offset, or seconds since 1970.</summary>
    Stated,
}

/// <summary>Reads timestamps as seconds since 1970-01-01 UTC.</summary>
internal static class TimestampText
{
    /// <summary>
    /// Reads <c>2025-05-12T13:30:00Z</c> on the fast way; also a blank for T, no seconds, a fraction, no time, no zone
    /// (UTC), <c>±hh:mm</c> or <c>±hhmm</c>, and seconds, milli-, micro- or nanoseconds since 1970. Fractions of a second are dropped.
    /// </summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out long seconds, out TimestampZone zone)
    {
        zone = TimestampZone.Stated;
        if (text.Length == 20 && text[19] == 'Z' && text[10] == 'T')
        {
            return TryDate(text, out seconds) && TryClock(text[11..19], ref seconds, out var rest) && rest.Length == 0;
        }

        if (text.Length is 10 or 13 or 16 or 19 && Utf8Parser.TryParse(text, out long number, out var used) && used == text.Length)
        {
            seconds = number / Powers.OfTen(text.Length - 10);
            return number >= 0;
        }

        return TryGeneral(text, out seconds, out zone);
    }

    private static bool TryGeneral(ReadOnlySpan<byte> text, out long seconds, out TimestampZone zone)
    {
        zone = TimestampZone.Unstated;
        if (!TryDate(text, out seconds))
            return false;
        if (text.Length == 10)
            return true;
        if (text[10] is not ((byte)'T' or (byte)' ') || !TryClock(text[11..], ref seconds, out var rest))
            return false;
        if (rest.Length == 0)
            return true;
        if (rest[0] == ' ')
            rest = rest[1..];
        zone = TimestampZone.Stated;
        if (rest.SequenceEqual("Z"u8) || rest.SequenceEqual("UTC"u8))
            return true;
        return TryOffset(rest, ref seconds);
    }

    private static bool TryDate(ReadOnlySpan<byte> text, out long seconds)
    {
        seconds = 0;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month)
            || !TryDigits(text[8..10], out var day)
            || year is < 1970 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        seconds = DaysSince1970(year, month, day) * 86_400L;
        return true;
    }

    /// <summary>hh:mm, hh:mm:ss or hh:mm:ss.fff.</summary>
    private static bool TryClock(ReadOnlySpan<byte> text, ref long seconds, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        if (text.Length < 5 || text[2] != ':' || !TryDigits(text[..2], out var hour) || !TryDigits(text[3..5], out var minute)
            || hour > 23 || minute > 59)
            return false;
        seconds += (hour * 3600) + (minute * 60);
        rest = text[5..];
        if (rest.Length == 0 || rest[0] != ':')
            return true;
        if (rest.Length < 3 || !TryDigits(rest[1..3], out var second) || second > 59)
            return false;
        seconds += second;
        rest = rest[3..];
        if (rest.Length > 0 && rest[0] == '.')
        {
            var digits = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            rest = digits < 0 ? default : rest[(digits + 1)..];
        }

        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, ref long seconds)
    {
        if (text.Length is not (3 or 5 or 6) || text[0] is not ((byte)'+' or (byte)'-')
            || !TryDigits(text[1..3], out var hours) || hours > 14 || (text.Length == 6 && text[3] != ':'))
            return false;
        var minutes = 0;
        if (text.Length > 3 && (!TryDigits(text[^2..], out minutes) || minutes > 59))
            return false;
        var offset = (hours * 3600) + (minutes * 60);
        seconds -= text[0] == '+' ? offset : -offset;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            var digit = unchecked((uint)(c - '0'));
            if (digit > 9)
                return false;
            value = (value * 10) + (int)digit;
        }

        return true;
    }

    /// <summary>Howard Hinnant, chrono-Compatible Low-Level Date Algorithms (days_from_civil), for years from 1970.</summary>
    private static int DaysSince1970(int year, int month, int day)
    {
        var y = month <= 2 ? year - 1 : year;
        var era = y / 400;
        var ofEra = y - (era * 400);
        var ofYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (ofEra * 365) + (ofEra / 4) - (ofEra / 100) + ofYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }
}
