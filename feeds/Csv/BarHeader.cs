using System.Text;

namespace InvestBot.Feeds.Csv;

/// <summary>Where the columns of a bar stand in a file: headers in any order and case, others ignored.</summary>
internal sealed class BarHeader
{
    /// <summary>More columns than any file of bars has; a longer line is no header.</summary>
    private const int MostFields = 1000;

    private static readonly (string Name, string[] Spellings)[] Columns =
    [
        ("timestamp", ["timestamp", "datetime", "opentime", "time", "date", "ts", "t"]),
        ("open", ["open", "openprice", "o"]),
        ("high", ["high", "highprice", "h"]),
        ("low", ["low", "lowprice", "l"]),
        ("close", ["close", "closeprice", "last", "price", "c"]),
        ("volume", ["volume", "vol", "v"]),
    ];

    private static readonly byte[] Delimiters = [(byte)',', (byte)';', (byte)'\t'];

    private readonly int[] _positions;

    private BarHeader(int[] positions, int clock, int fields, byte delimiter)
    {
        _positions = positions;
        Clock = clock;
        Fields = fields;
        Delimiter = delimiter;
    }

    /// <summary>How many fields every row must have.</summary>
    internal int Fields { get; }

    internal byte Delimiter { get; }

    /// <summary>Position of the time of day where the timestamp's column holds only the date; else −1.</summary>
    internal int Clock { get; }

    /// <summary>Position of the timestamp (0), open, high, low, close, volume (5).</summary>
    internal int this[int column] => _positions[column];

    /// <summary>Reads the first line; the error names what is missing or doubled.</summary>
    /// <param name="line">The header line.</param>
    /// <param name="error">What is wrong; empty when nothing is.</param>
    /// <param name="volumeOptional">Whether the volume may be missing; its position is then −1.</param>
    internal static BarHeader? TryRead(ReadOnlySpan<byte> line, out string error, bool volumeOptional = false)
    {
        var delimiter = Delimiters[0];
        foreach (var other in Delimiters)
            delimiter = line.Count(other) > line.Count(delimiter) ? other : delimiter;
        if (TextFault(line, delimiter) is { } fault)
        {
            error = fault;
            return null;
        }

        Span<Range> ranges = stackalloc Range[MostFields];
        var fields = new RowFields(line, ranges);
        var names = new string[fields.Split(delimiter)];
        for (var i = 0; i < names.Length; i++)
            names[i] = Normalise(Encoding.UTF8.GetString(fields[i]));
        var positions = Columns.Select(column => column.Spellings.Select(spelling => Array.IndexOf(names, spelling)).FirstOrDefault(place => place >= 0, -1)).ToArray();
        var (date, clock) = (Array.IndexOf(names, "date"), Array.IndexOf(names, "time"));
        if (date >= 0 && positions[0] == clock)
            positions[0] = date;
        else
            clock = -1;
        var missing = Columns.Where((_, i) => positions[i] < 0 && !(volumeOptional && i == 5)).Select(column => column.Name).ToArray();
        var doubled = positions.Append(clock).Where(place => place >= 0 && Array.LastIndexOf(names, names[place]) != place).Select(place => names[place]).ToArray();
        error = missing.Length > 0 ? $"columns missing: {string.Join(", ", missing)}"
            : doubled.Length > 0 ? $"columns twice: {string.Join(", ", doubled)}"
            : "";
        return error.Length == 0 ? new BarHeader(positions, clock, names.Length, delimiter) : null;
    }

    private static string? TextFault(ReadOnlySpan<byte> line, byte delimiter) => line switch
    {
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "the text is UTF-16; save it as UTF-8",
        _ when line.Contains((byte)0) => "this is no text",
        _ when line.Count(delimiter) >= MostFields => $"more than {MostFields} columns",
        _ => null,
    };

    private static string Normalise(string name) => name.Trim().Trim('"', '<', '>', '.')
        .Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
