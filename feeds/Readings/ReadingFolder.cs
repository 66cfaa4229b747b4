using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Feeds.Csv;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Feeds.Readings;

/// <summary>Reads what was said of instruments: CSV files with the columns time, instrument, kind, value, in any order.</summary>
/// <remarks>
/// Kinds: <c>sentiment</c>, the score from 0 to 100, and <c>mentions</c>, an hour. Rows of one time and instrument are one reading; where one kind
/// is missing its last value goes on, and there is no reading before the first score. A reading is known from its time on, not earlier. Faulty
/// rows are left out with file, line and reason.
/// </remarks>
internal static class ReadingFolder
{
    /// <summary>The folder beside the bars that holds them.</summary>
    internal const string Name = "readings";

    private static readonly string[] Columns = ["time", "instrument", "kind", "value"];

    internal static ImmutableDictionary<InstrumentId, ImmutableArray<SentimentReading>> Read(string folder, IReadOnlyCollection<InstrumentId> instruments, Quarantine quarantine)
    {
        if (!Directory.Exists(folder)) return ImmutableDictionary<InstrumentId, ImmutableArray<SentimentReading>>.Empty;
        var rows = new List<ReadingRow>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal)) ReadFile(file, instruments, rows, quarantine);
        return rows.GroupBy(row => row.Instrument).ToImmutableDictionary(group => group.Key, group => Joined(group.OrderBy(row => row.At)));
    }

    private static void ReadFile(string file, IReadOnlyCollection<InstrumentId> instruments, List<ReadingRow> rows, Quarantine quarantine)
    {
        var name = $"{Name}/{Path.GetFileName(file)}";
        var lines = File.ReadAllLines(file);
        string[] header = lines.Length == 0 ? [] : [.. lines[0].TrimStart('\uFEFF').Split(',').Select(field => field.Trim().ToLowerInvariant())];
        if (Columns.Any(column => header.Count(field => field == column) != 1))
        {
            quarantine.Add(name, 0, QuarantineReason.Reading, "its header does not name time, instrument, kind and value, each once");
            return;
        }
        int[] places = [.. Columns.Select(column => Array.IndexOf(header, column))];
        var latest = new Dictionary<(InstrumentId, bool), DateTimeOffset>();
        for (var i = 1; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i])) continue;
            var fields = lines[i].Split(',', StringSplitOptions.TrimEntries);
            (ReadingRow? row, string? wrong) = fields.Length == header.Length
                ? RowOf(fields[places[0]], fields[places[1]], fields[places[2]], fields[places[3]], Path.GetFileNameWithoutExtension(file), instruments)
                : (null, string.Create(CultureInfo.InvariantCulture, $"{fields.Length} fields where the header has {header.Length}"));
            if (row is { } late && latest.TryGetValue((late.Instrument, late.IsScore), out var before) && late.At <= before)
                (row, wrong) = (null, $"{late.At:u} does not come after the row of that instrument and kind before it");
            if (row is null)
            {
                quarantine.Add(name, i + 1, QuarantineReason.Reading, wrong!);
                continue;
            }
            latest[(row.Instrument, row.IsScore)] = row.At;
            rows.Add(row);
        }
    }

    private static (ReadingRow? Row, string? Wrong) RowOf(string time, string symbol, string kind, string value, string source, IReadOnlyCollection<InstrumentId> instruments)
    {
        if (!TimestampText.TryParse(Encoding.UTF8.GetBytes(time), out var seconds, out var zone) || zone != TimestampZone.Stated) return (null, $"the time '{time}' is none with a zone");
        var found = instruments.Where(id => Names(id).Contains(symbol, StringComparer.OrdinalIgnoreCase)).ToList();
        if (found.Count == 0) return (null, $"there are no bars of '{symbol}'");
        if (kind is not ("sentiment" or "mentions")) return (null, $"the kind '{kind}' is neither sentiment nor mentions");
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return (null, $"the value '{value}' is no number");
        if (number < 0 || (kind == "sentiment" && number > 100)) return (null, $"{kind} cannot be {value}; {(kind == "sentiment" ? "it lies from 0 to 100" : "it is 0 or more an hour")}");
        return (new ReadingRow(DateTimeOffset.FromUnixTimeSeconds(seconds), found[0], kind == "sentiment", number, source), null);
    }

    private static string[] Names(InstrumentId id) => [id.ToString(), id.Symbol, id.Symbol.Split('/')[0]];

    private static ImmutableArray<SentimentReading> Joined(IEnumerable<ReadingRow> rows)
    {
        var readings = ImmutableArray.CreateBuilder<SentimentReading>();
        var (score, mentions) = (default(double?), 0.0);
        foreach (var moment in rows.GroupBy(row => row.At))
        {
            foreach (var row in moment)
            {
                if (row.IsScore) score = row.Value;
                else mentions = row.Value;
            }
            if (score is { } known) readings.Add(new SentimentReading(moment.Key, known, mentions, moment.First().Source));
        }
        return readings.ToImmutable();
    }

    private sealed record ReadingRow(DateTimeOffset At, InstrumentId Instrument, bool IsScore, double Value, string Source);
}
