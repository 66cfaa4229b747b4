using InvestBot.Domain.Markets;
using InvestBot.Feeds.Csv;

namespace InvestBot.Feeds.Recordings;

/// <summary>Reads one bar file into columns; every faulty row goes to quarantine instead.</summary>
internal sealed class BarFileReader(string path, Timeframe timeframe, Quarantine quarantine)
{
    private readonly string _name = Path.GetFileName(path);
    private readonly int _grid = GreatestCommonDivisor(timeframe.Minutes, 30);
    private readonly BarColumns _bars = new();
    private TimestampZone? _zone;
    private int _last = int.MinValue;
    private int _lastLine;

    /// <summary>True when times were taken as UTC because the file states no zone.</summary>
    internal bool ZoneAssumed => _zone == TimestampZone.Unstated;

    /// <summary>Reads the file to its end or to the fault that stops it; what came before a fault counts.</summary>
    internal BarColumns Read(CancellationToken cancellationToken)
    {
        var lines = 0;
        try
        {
            using var stream = BarFile.Open(path);
            var reader = new Utf8LineReader(stream);
            if (!reader.TryRead(out var first) || (first.Length == 0 && reader.BytesRead == 0))
                quarantine.Add(_name, 0, QuarantineReason.Empty, "no header line");
            else if (BarHeader.TryRead(first, out var error) is not { } header)
                quarantine.Add(_name, 1, QuarantineReason.Columns, error);
            else
                ReadRows(reader, header, ref lines, cancellationToken);
            if (!BarFile.IsWhole(path, reader.BytesRead))
                RefuseRest(reader, lines);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            quarantine.Add(_name, lines, QuarantineReason.Unreadable, error.Message);
        }

        _bars.Trim();
        return _bars;
    }

    /// <summary>A cut file may end inside a number that still looks like one: its last row goes too.</summary>
    private void RefuseRest(Utf8LineReader reader, int lines)
    {
        if (!reader.Terminated && _lastLine == lines)
            _bars.RemoveLast();
        quarantine.Add(_name, lines, QuarantineReason.Unreadable, "the compressed data is cut or damaged here");
    }

    private void ReadRows(Utf8LineReader reader, BarHeader header, ref int lines, CancellationToken cancellationToken)
    {
        Span<Range> ranges = stackalloc Range[header.Fields];
        var rows = 0;
        while (reader.TryRead(out var line))
        {
            lines = reader.LineNumber;
            if (line.Length == 0)
                continue;
            if ((++rows & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var row = new RowFields(line, ranges);
            var fields = row.Split(header.Delimiter);
            if (fields != header.Fields)
                quarantine.Add(_name, lines, QuarantineReason.FieldCount, $"{fields} fields for {header.Fields}");
            else
                ReadRow(row, header, lines);
        }

        if (rows == 0)
            quarantine.Add(_name, 0, QuarantineReason.Empty, "a header and no rows");
    }

    private void ReadRow(RowFields row, BarHeader header, int line)
    {
        Span<byte> clock = stackalloc byte[RowFields.LongestTime];
        var time = row.Time(header, clock);
        if (!TimestampText.TryParse(time, out var seconds, out var zone))
        {
            Refuse(line, QuarantineReason.Time, time);
            return;
        }

        Span<long> values = stackalloc long[5];
        Span<int> decimals = stackalloc int[5];
        for (var i = 0; i < 5; i++)
        {
            var text = row[header[i + 1]];
            if (!DecimalText.TryParse(text, out values[i], out decimals[i]))
            {
                Refuse(line, QuarantineReason.NotANumber, text);
                return;
            }

            if (values[i] < 0 || (values[i] == 0 && i < 4))
            {
                Refuse(line, QuarantineReason.NotPositive, text);
                return;
            }
        }

        if (!BarShape.IsConsistent(values, decimals))
            Refuse(line, QuarantineReason.HighBelowLow, time);
        else if (zone != (_zone ??= zone))
            Refuse(line, QuarantineReason.MixedZones, time);
        else if (seconds % (_grid * 60) != 0)
            Refuse(line, QuarantineReason.OffGrid, time);
        else if (seconds / 60 <= _last)
            Refuse(line, seconds / 60 == _last ? QuarantineReason.Duplicate : QuarantineReason.OutOfOrder, time);
        else if (seconds / 60 < (long)_last + timeframe.Minutes)
            Refuse(line, QuarantineReason.OffGrid, time);
        else if (!_bars.TryAdd((int)(seconds / 60), values, decimals))
            Refuse(line, QuarantineReason.NotANumber, row[header[1]]);
        else
            (_last, _lastLine) = ((int)(seconds / 60), line);
    }

    private void Refuse(int line, QuarantineReason reason, ReadOnlySpan<byte> found)
    {
        var shown = System.Text.Encoding.UTF8.GetString(found.Length > 60 ? found[..60] : found);
        quarantine.Add(_name, line, reason, reason switch
        {
            QuarantineReason.HighBelowLow => $"at {shown} the high or the low is not the extreme",
            QuarantineReason.OutOfOrder => $"{shown} after {Minutes.ToTime(_last):u}",
            QuarantineReason.MixedZones => $"'{shown}' where earlier times {(ZoneAssumed ? "state no zone" : "state their zone")}",
            _ => $"'{shown}'",
        });
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
