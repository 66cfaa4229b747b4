using System.Collections.Immutable;
using System.Globalization;

namespace InvestBot.Backtest.Search;

/// <summary>The values that one setting may take in a search.</summary>
/// <param name="Name">A parameter of the strategy, or a setting such as <c>exits.stop</c>.</param>
/// <param name="Low">Least value.</param>
/// <param name="High">Largest value, not below the least.</param>
/// <param name="Step">Distance of the values from the least on, above 0; <c>null</c>: any value between.</param>
/// <param name="Suffix">What is written after the number, such as <c>%</c>.</param>
public sealed record SearchRange(string Name, double Low, double High, double? Step, string Suffix = "")
{
    /// <summary>How many values a grid takes: those of the steps, else five.</summary>
    public int Count => High <= Low ? 1 : Step is { } step ? (int)Math.Floor(((High - Low) / step) + 1e-9) + 1 : 5;

    /// <summary>One of the grid's values.</summary>
    public double At(int index) => Step is { } step ? Low + (index * step) : Count == 1 ? Low : Low + ((High - Low) * index / (Count - 1));

    /// <summary>The nearest value that may be taken.</summary>
    public double Nearest(double value)
    {
        var within = Math.Clamp(value, Low, High);
        return Step is null ? within : At((int)Math.Clamp(Math.Round((within - Low) / Step.Value, MidpointRounding.ToEven), 0.0, Count - 1.0));
    }

    /// <summary>A value as it is set: nine significant digits.</summary>
    public string Text(double value) => double.Parse(value.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        .ToString("0.##############", CultureInfo.InvariantCulture) + Suffix;

    /// <summary>Reads <c>name=low:high</c>, <c>name=low:high:step</c> or <c>name=value</c>; a percent sign after the last number belongs to all. <c>null</c> when it is none of them.</summary>
    public static SearchRange? TryParse(string text)
    {
        if (text.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, var range]) return null;
        var suffix = range.EndsWith('%') ? "%" : "";
        var parts = ImmutableArray.CreateBuilder<double>();
        foreach (var part in range.Replace("%", "", StringComparison.Ordinal).Split(':', StringSplitOptions.TrimEntries))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return null;
            parts.Add(number);
        }
        return parts.Count switch
        {
            1 => new SearchRange(name, parts[0], parts[0], null, suffix),
            2 when parts[1] >= parts[0] => new SearchRange(name, parts[0], parts[1], null, suffix),
            3 when parts[1] >= parts[0] && parts[2] > 0 => new SearchRange(name, parts[0], parts[1], parts[2], suffix),
            _ => null,
        };
    }
}
