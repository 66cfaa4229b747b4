using System.Text.Json;
using InvestBot.Indicators.Catalog;

namespace InvestBot.Cli.Indicators;

/// <summary>One indicator of the list.</summary>
internal sealed record ListedIndicator(string Name, string Usage, string Description, IReadOnlyList<string> Parameters, IReadOnlyList<string> Columns);

/// <summary>The answer of <c>indicators --list --json</c>.</summary>
internal sealed record IndicatorListing(bool Ok, IReadOnlyList<ListedIndicator> Indicators);

/// <summary>Writes what there is.</summary>
internal static class IndicatorList
{
    public static void Write(TextWriter output, bool json)
    {
        if (json)
        {
            var listing = new IndicatorListing(true, [.. IndicatorCatalog.Entries.Select(x =>
                new ListedIndicator(x.Name, x.Usage, x.Description, [.. x.Parameters.Select(p => p.Name)], x.Columns))]);
            output.WriteLine(JsonSerializer.Serialize(listing, IndicatorTableJson.Default.IndicatorListing));
            return;
        }

        var width = IndicatorCatalog.Entries.Max(x => x.Usage.Length);
        foreach (var entry in IndicatorCatalog.Entries)
            output.WriteLine($"{entry.Usage.PadRight(width)}  {entry.Description} [{string.Join(", ", entry.Columns)}]");
    }
}
