using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using InvestBot.Feeds.Csv;
using InvestBot.Feeds.Recordings;
using InvestBot.Feeds.Validation;

namespace InvestBot.Feeds.Quotes;

/// <summary>Bars of a file of unknown origin, ready to be computed with.</summary>
/// <param name="Bars">Valid bars, oldest first, no time twice.</param>
/// <param name="Skipped">Rows that were left out, the first ones.</param>
/// <param name="SkippedCount">How many were left out.</param>
/// <param name="Notes">What was assumed.</param>
/// <param name="UnsortedLine">The first line whose time is earlier than the one before; null where the rows are in order.</param>
public sealed record QuoteSeries(
    ImmutableArray<CandidateBar> Bars, ImmutableArray<QuarantinedRow> Skipped, long SkippedCount, ImmutableArray<string> Notes, int? UnsortedLine);

/// <summary>
/// Reads a CSV of bars that someone else wrote: headers in any order and case, comma, semicolon or tab, common dates in one
/// column or date and time in two, newest or oldest first, with or without a volume, gzip or not.
/// </summary>
public static class QuoteFile
{
    private sealed record Row(int Line, string Date, CandidateBar Bar);

    /// <summary>Reads the file into memory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keep">How many faulty rows are kept with their reason; all are counted.</param>
    /// <exception cref="RecordingException">The file is missing, has no usable header or no usable row.</exception>
    public static QuoteSeries Open(string path, int keep = 100)
    {
        if (!File.Exists(path))
            throw new RecordingException($"There is no file {path}.");
        var quarantine = new Quarantine(keep);
        var notes = ImmutableArray.CreateBuilder<string>();
        var rows = new List<Row>();
        try
        {
            using var stream = BarFile.Open(path);
            var lines = new Utf8LineReader(stream);
            if (!lines.TryRead(out var first))
                throw new RecordingException($"{path} is empty.");
            var header = BarHeader.TryRead(first, out var error, volumeOptional: true)
                ?? throw new RecordingException($"{path}: {error}. Give it one header line with timestamp, open, high, low, close, volume.");
            if (header[5] < 0)
                notes.Add("the file has no volume: 0 was taken");
            if (ReadRows(lines, header, Path.GetFileName(path), quarantine, rows))
                notes.Add("decimal commas were read as points");
            if (!BarFile.IsWhole(path, lines.BytesRead))
                quarantine.Add(Path.GetFileName(path), lines.LineNumber, QuarantineReason.Unreadable, "the compressed data is cut or damaged here");
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{path} can't be read: {fault.Message}", fault);
        }

        var dated = Dated(rows, Path.GetFileName(path), quarantine, notes);
        var unsorted = dated.Zip(dated.Skip(1)).Where(pair => pair.Second.Bar.OpenTime < pair.First.Bar.OpenTime).Select(pair => (int?)pair.Second.Line).FirstOrDefault();
        if (unsorted is { } line)
            notes.Add($"rows were sorted by time, since line {line} is earlier than the one before");
        var bars = InOrder(dated, Path.GetFileName(path), quarantine);
        if (bars.IsEmpty)
        {
            var why = quarantine.Count == 0 ? "it has no rows." : $"line {quarantine.Rows[0].Line}: {quarantine.Rows[0].Reason}, {quarantine.Rows[0].Detail}. {quarantine.Rows[0].Remedy}";
            throw new RecordingException($"{path} holds no usable bar; {why}");
        }

        return new QuoteSeries(bars, quarantine.Rows, quarantine.Count, notes.ToImmutable(), unsorted);
    }

    /// <summary>True when numbers with a decimal comma were among them.</summary>
    private static bool ReadRows(Utf8LineReader lines, BarHeader header, string name, Quarantine quarantine, List<Row> rows)
    {
        Span<Range> ranges = new Range[header.Fields];
        Span<decimal> values = stackalloc decimal[5];
        Span<byte> clock = stackalloc byte[RowFields.LongestTime];
        Span<byte> number = stackalloc byte[RowFields.LongestTime];
        var commas = false;
        while (lines.TryRead(out var line))
        {
            if (line.Length == 0)
                continue;
            var fields = new RowFields(line, ranges);
            var count = fields.Split(header.Delimiter);
            if (count != header.Fields)
            {
                quarantine.Add(name, lines.LineNumber, QuarantineReason.FieldCount, $"{count} fields for {header.Fields}");
                continue;
            }

            values.Clear();
            var fault = -1;
            for (var i = 0; i < 5 && fault < 0; i++)
            {
                if (header[i + 1] < 0)
                    continue;
                // Programs that part fields by semicolons do so because their numbers have commas.
                var text = header.Delimiter == ';' ? WithPoint(fields[header[i + 1]], number, ref commas) : fields[header[i + 1]];
                if (!DecimalText.TryParse(text, out var mantissa, out var decimals))
                    fault = i;
                else
                    values[i] = mantissa / (decimal)Powers.OfTen(decimals);
            }

            if (fault >= 0)
                quarantine.Add(name, lines.LineNumber, QuarantineReason.NotANumber, $"'{Text(fields[header[fault + 1]])}'");
            else
                rows.Add(new Row(lines.LineNumber, Text(fields.Time(header, clock)), new CandidateBar(default, values[0], values[1], values[2], values[3], values[4])));
        }

        return commas;
    }

    private static ReadOnlySpan<byte> WithPoint(ReadOnlySpan<byte> text, Span<byte> room, ref bool commas)
    {
        var comma = text.IndexOf((byte)',');
        if (comma < 0 || text.Length > room.Length || text.Contains((byte)'.') || text[(comma + 1)..].Contains((byte)','))
            return text;
        commas = true;
        text.CopyTo(room);
        room[comma] = (byte)'.';
        return room[..text.Length];
    }

    private static List<Row> Dated(List<Row> rows, string name, Quarantine quarantine, ImmutableArray<string>.Builder notes)
    {
        var order = DayOrder.Of(rows.Select(x => x.Date));
        var dated = new List<Row>(rows.Count);
        TimestampZone? zones = null;
        var assumed = false;
        foreach (var row in rows)
        {
            DateTimeOffset time;
            if (TimestampText.TryParse(Encoding.UTF8.GetBytes(row.Date), out var seconds, out var zone))
                time = DateTimeOffset.FromUnixTimeSeconds(seconds);
            else if (!order.TryParse(row.Date, out time))
            {
                quarantine.Add(name, row.Line, QuarantineReason.Time, $"'{row.Date}'");
                continue;
            }

            if (zone != (zones ??= zone))
            {
                quarantine.Add(name, row.Line, QuarantineReason.MixedZones, $"'{row.Date}' where earlier times {(zones == TimestampZone.Unstated ? "state no zone" : "state their zone")}");
                continue;
            }

            assumed |= zone == TimestampZone.Unstated && time.TimeOfDay != TimeSpan.Zero;

            var bar = row.Bar with { OpenTime = time };
            if (bar.Open <= 0m || bar.High <= 0m || bar.Low <= 0m || bar.Close <= 0m || bar.Volume < 0m)
                quarantine.Add(name, row.Line, QuarantineReason.NotPositive, row.Date);
            else if (bar.High < Math.Max(bar.Open, bar.Close) || bar.Low > Math.Min(bar.Open, bar.Close))
                quarantine.Add(name, row.Line, QuarantineReason.HighBelowLow, row.Date);
            else
                dated.Add(row with { Bar = bar });
        }

        if (assumed)
            notes.Add("times state no zone and were taken as UTC");
        if (order.IsGuess)
            notes.Add("dates were read as month/day/year: none says otherwise");
        return dated;
    }

    private static ImmutableArray<CandidateBar> InOrder(List<Row> rows, string name, Quarantine quarantine)
    {
        var sorted = rows.OrderBy(x => x.Bar.OpenTime).ThenBy(x => x.Line).ToList();
        var bars = ImmutableArray.CreateBuilder<CandidateBar>(sorted.Count);
        foreach (var row in sorted)
        {
            if (bars.Count > 0 && bars[^1].OpenTime == row.Bar.OpenTime)
                quarantine.Add(name, row.Line, QuarantineReason.Duplicate, string.Create(CultureInfo.InvariantCulture, $"{row.Bar.OpenTime:u}"));
            else
                bars.Add(row.Bar);
        }

        return bars.DrainToImmutable();
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes.Length > 60 ? bytes[..60] : bytes);
}
