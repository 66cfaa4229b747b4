using System.Collections.Immutable;

namespace InvestBot.Indicators.Catalog;

/// <summary>All indicators by name, for files and people; strategies use the classes themselves.</summary>
public static class IndicatorCatalog
{
    /// <summary>All entries, by name.</summary>
    public static ImmutableArray<CatalogEntry> Entries { get; } =
        [.. ValueEntries.All.Concat(BarEntries.All).OrderBy(x => x.Name, StringComparer.Ordinal)];

    /// <summary>
    /// Makes an indicator from <c>name</c> or <c>name:p1,p2</c>; null with one sentence in <paramref name="error"/>
    /// where the name is unknown or a parameter does not fit.
    /// </summary>
    public static CatalogIndicator? TryCreate(string? specification, out string error)
    {
        var parts = (specification ?? "").Trim().ToLowerInvariant().Split(':', 2);
        var entry = Entries.FirstOrDefault(x => x.Name == parts[0]);
        if (entry is null)
        {
            error = $"There is no indicator '{parts[0]}'; there are {string.Join(", ", Entries.Select(x => x.Name))}.";
            return null;
        }

        var texts = parts.Length == 1 ? [] : parts[1].Split(',');
        var values = entry.Parameters.Select(x => x.Default).ToArray();
        if (texts.Length > values.Length)
        {
            error = $"{entry.Name} takes {values.Length} parameters: {entry.Usage}.";
            return null;
        }

        for (var i = 0; i < texts.Length; i++)
        {
            var parameter = entry.Parameters[i];
            if (parameter.TryRead(texts[i], out values[i]))
                continue;
            error = $"{entry.Name}: {parameter.Name} is '{texts[i]}'; write {parameter.Expected}, such as {entry.Usage}.";
            return null;
        }

        try
        {
            error = "";
            return new CatalogIndicator(entry, specification!.Trim(), values);
        }
        catch (ArgumentOutOfRangeException refused)
        {
            error = $"{entry.Name}: {refused.Message.Split('\n')[0].Split(" (Parameter")[0]}";
            return null;
        }
    }
}
