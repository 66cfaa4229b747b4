using System.Globalization;

namespace InvestBot.Domain.Markets;

/// <summary>The length of a bar: 1 minute to 1 day, a whole number of minutes that divides a day.</summary>
public readonly record struct Timeframe : IComparable<Timeframe>
{
    /// <summary>Makes a timeframe.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of minutes does not divide a day.</exception>
    public Timeframe(int minutes)
    {
        if (minutes is < 1 or > 1440 || 1440 % minutes != 0)
            throw new ArgumentOutOfRangeException(nameof(minutes), minutes, "A timeframe is a whole number of minutes that divides a day, from 1 to 1440.");
        Minutes = minutes;
    }

    /// <summary>One minute.</summary>
    public static Timeframe OneMinute { get; } = new(1);

    /// <summary>Five minutes.</summary>
    public static Timeframe FiveMinutes { get; } = new(5);

    /// <summary>Length in minutes; 0 for <c>default</c>, which is no timeframe.</summary>
    public int Minutes { get; }

    /// <summary>The length.</summary>
    public TimeSpan Length => TimeSpan.FromMinutes(Minutes);

    /// <summary>Reads <c>1m</c>, <c>15m</c>, <c>1h</c>, <c>1d</c>; false when the text is not of that form.</summary>
    public static bool TryParse(string? text, out Timeframe timeframe)
    {
        timeframe = default;
        if (text is not { Length: >= 2 and <= 5 } || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return false;
        var unit = text[^1] switch { 'm' => 1, 'h' => 60, 'd' => 1440, _ => 0 };
        var minutes = (long)count * unit;
        if (minutes is < 1 or > 1440 || 1440 % minutes != 0) return false;
        timeframe = new Timeframe((int)minutes);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Timeframe other) => Minutes.CompareTo(other.Minutes);

    /// <summary><c>5m</c>, <c>1h</c>, <c>1d</c>.</summary>
    public override string ToString() => Minutes switch
    {
        1440 => "1d",
        >= 60 when Minutes % 60 == 0 => string.Create(CultureInfo.InvariantCulture, $"{Minutes / 60}h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Minutes}m"),
    };
}
