using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using InvestBot.Cli.Data;
using InvestBot.Cli.Output;
using InvestBot.Feeds.Quotes;
using InvestBot.Feeds.Validation;
using InvestBot.Indicators;
using InvestBot.Indicators.Catalog;

namespace InvestBot.Cli.Indicators;

/// <summary>Values of one bar; null where an indicator has none.</summary>
/// <param name="File">Whose bar, where several files were read.</param>
internal sealed record IndicatorRow(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? File, DateTimeOffset Time, double Close, IReadOnlyList<double?> Values);

/// <summary>Indicators over all bars of one file or several, each from its own start.</summary>
internal sealed record IndicatorTable(
    bool Ok, IReadOnlyList<string> Columns, IReadOnlyList<IndicatorRow> Rows, IReadOnlyList<string> Notes, IReadOnlyList<BadRow> BadRows)
{
    private const int MostLines = 10;

    /// <summary>The last value of each column, as every command gives its figures; of each file where there are several.</summary>
    public IReadOnlyList<Figure> Figures =>
    [
        .. from last in Rows.GroupBy(row => row.File).Select(rows => rows.Last())
           from column in Columns.Select((name, place) => (Name: name, Value: last.Values[place]))
           where column.Value is not null
           select new Figure(last.File is null ? column.Name : $"{last.File} {column.Name}", column.Value!),
    ];

    /// <summary>Several tables of the same columns as one.</summary>
    public static IndicatorTable Join(IReadOnlyList<IndicatorTable> tables) =>
        new(true, tables[0].Columns, [.. tables.SelectMany(x => x.Rows)], [.. tables.SelectMany(x => x.Notes).Distinct()], [.. tables.SelectMany(x => x.BadRows).Distinct()]);

    public static IndicatorTable Compute(string? file, QuoteSeries bars, QuoteSeries? benchmark, CatalogIndicator[] indicators)
    {
        var closes = benchmark?.Bars.ToDictionary(x => x.OpenTime, x => (double)x.Close);
        var daily = bars.Bars.Length < 2 || MedianGap(bars) >= TimeSpan.FromDays(1);
        var outputs = indicators.Select(x => new double[x.Entry.Columns.Length]).ToArray();
        var rows = new List<IndicatorRow>(bars.Bars.Length);
        for (var i = 0; i < bars.Bars.Length; i++)
        {
            var bar = bars.Bars[i];
            var session = i == 0 || (!daily && bar.OpenTime.UtcDateTime.Date != bars.Bars[i - 1].OpenTime.UtcDateTime.Date);
            var input = new IndicatorInput(Estimate(bar), session, closes?.GetValueOrDefault(bar.OpenTime, double.NaN) ?? double.NaN);
            for (var j = 0; j < indicators.Length; j++)
                indicators[j].Update(input, outputs[j]);
            rows.Add(new IndicatorRow(
                file, bar.OpenTime, input.Bar.Close, [.. outputs.SelectMany(x => x).Select(x => double.IsFinite(x) ? x : (double?)null)]));
        }

        return new IndicatorTable(true, [.. indicators.SelectMany(ColumnsOf)], rows,
            [.. NotesOf(file, bars), .. benchmark is null ? [] : NotesOf("the benchmark", benchmark)], [.. BadRowsOf(bars), .. benchmark is null ? [] : BadRowsOf(benchmark)]);
    }

    public string ToJson() => JsonSerializer.Serialize(this, IndicatorTableJson.Default.IndicatorTable);

    public void WriteCsv(TextWriter output)
    {
        var several = Rows.Any(row => row.File is not null);
        output.WriteLine($"{(several ? "file," : "")}timestamp,close,{string.Join(',', Columns)}");
        foreach (var row in Rows)
        {
            var values = string.Join(',', row.Values.Select(x => x?.ToString("R", CultureInfo.InvariantCulture) ?? ""));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(several ? row.File + "," : "")}{row.Time:yyyy-MM-ddTHH:mm:ssZ},{row.Close:R},{values}"));
        }
    }

    /// <summary>A single output is named as it was asked for, several get their own names behind it; no commas.</summary>
    private static IEnumerable<string> ColumnsOf(CatalogIndicator indicator)
    {
        var name = indicator.Specification.ToLowerInvariant().Replace(':', '_').Replace(',', '_').Replace(" ", "", StringComparison.Ordinal);
        return indicator.Entry.Columns.Length == 1 ? [name] : indicator.Entry.Columns.Select(x => $"{name}_{x}");
    }

    private static IEnumerable<string> NotesOf(string? file, QuoteSeries bars)
    {
        foreach (var note in bars.Notes)
            yield return file is null ? note + "." : $"{file}: {note}.";
        if (bars.SkippedCount > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{bars.SkippedCount} faulty rows were left out:");
        foreach (var row in bars.Skipped.Take(MostLines))
            yield return $"{row.File}, line {row.Line}: {row.Reason}: {row.Detail}. {row.Remedy}";
        if (bars.SkippedCount > MostLines)
            yield return $"… and {bars.SkippedCount - MostLines} more; --json names them.";
    }

    private static IEnumerable<BadRow> BadRowsOf(QuoteSeries bars) => bars.Skipped.Select(x => new BadRow(x.File, x.Line, x.Reason.ToString(), x.Detail, x.Remedy));

    private static TimeSpan MedianGap(QuoteSeries bars)
    {
        var gaps = bars.Bars.Skip(1).Zip(bars.Bars, (later, earlier) => later.OpenTime - earlier.OpenTime).Order().ToArray();
        return gaps[gaps.Length / 2];
    }

    private static Ohlcv Estimate(CandidateBar bar) =>
        new((double)bar.Open, (double)bar.High, (double)bar.Low, (double)bar.Close, (double)bar.Volume);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IndicatorTable))]
[JsonSerializable(typeof(IndicatorListing))]
[JsonSerializable(typeof(double))]
internal sealed partial class IndicatorTableJson : JsonSerializerContext;
