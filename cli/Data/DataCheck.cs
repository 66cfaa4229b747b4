using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using InvestBot.Cli.Output;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Cli.Data;

/// <summary>One file of a folder. Times are the opens of its first and last bar.</summary>
internal sealed record CheckedFile(
    string File, string? Instrument, int Bars, DateTimeOffset? First, DateTimeOffset? Last, long BadRows, IReadOnlyList<string> Notes);

/// <summary>One faulty row; line 0 means the whole file.</summary>
internal sealed record BadRow(string File, int Line, string Reason, string Detail, string Remedy);

/// <summary>What <c>data check</c> answers: the common report, and the files and faulty rows one by one.</summary>
internal sealed record DataCheck(
    bool Ok, IReadOnlyList<Figure> Figures, IReadOnlyList<string> Notes, IReadOnlyList<CheckedFile> Files, IReadOnlyList<BadRow> BadRows)
{
    private const int MostLines = 20;

    public static DataCheck Of(Recording recording, bool strict)
    {
        var description = recording.Description;
        List<Figure> figures =
        [
            new("recording", description.Name),
            new("timeframe", description.Timeframe.ToString()),
            new("calendar", description.Calendar == Domain.Markets.TradingCalendar.Nyse ? "NYSE sessions" : "always open"),
            new("benchmark", description.Benchmark?.ToString() ?? "none"),
            new("symbols", recording.Series.Length),
            new("bars", recording.BarCount),
            new("first bar opens", Text(recording.First)),
            new("last bar closes", Text(recording.End)),
            new("faulty rows", recording.QuarantinedCount),
        ];
        List<string> notes = [];
        if (recording.QuarantinedCount > recording.Quarantined.Length)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Of each file the first {DataCommand.MostPerFile} faulty rows are named: {recording.Quarantined.Length} of {recording.QuarantinedCount}."));
        if (recording.QuarantinedCount > 0)
            notes.Add(strict ? "Faulty rows fail a strict check." : "Faulty rows are left out of a replay.");
        return new DataCheck(
            !strict || recording.QuarantinedCount == 0, figures, notes,
            [.. recording.Files.Select(x => new CheckedFile(x.Name, x.Instrument?.ToString(), x.Bars, x.First, x.Last, x.Quarantined, x.Notes))],
            [.. recording.Quarantined.Select(x => new BadRow(x.File, x.Line, x.Reason.ToString(), x.Detail, x.Remedy))]);
    }

    public string ToJson() => JsonSerializer.Serialize(this, DataCheckJson.Default.DataCheck);

    public void WriteLines(TextWriter output)
    {
        foreach (var line in new Report(Ok, Figures, []).ToLines())
            output.WriteLine(line);
        output.WriteLine();
        var width = Files.Max(x => x.File.Length);
        foreach (var file in Files)
        {
            var span = file.First is { } first ? $"{Text(first)} to {Text(file.Last!.Value)}" : "";
            var faults = file.BadRows > 0 ? string.Create(CultureInfo.InvariantCulture, $"  {file.BadRows} faulty") : "";
            var notes = string.Concat(file.Notes.Select(x => "  " + x));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{file.File.PadRight(width)}  {file.Instrument,-22}{file.Bars,9} bars  {span}{faults}{notes}"));
        }

        foreach (var row in BadRows.Take(MostLines))
            output.WriteLine($"{row.File}, line {row.Line}: {row.Reason}: {row.Detail}. {row.Remedy}");
        if (BadRows.Count > MostLines)
            output.WriteLine($"… and {BadRows.Count - MostLines} more; --json names them.");
        foreach (var note in Notes)
            output.WriteLine(note);
    }

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DataCheck))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
internal sealed partial class DataCheckJson : JsonSerializerContext;
