namespace InvestBot.Feeds.Recordings;

/// <summary>Why a row, or a whole file, was kept away from readers.</summary>
public enum QuarantineReason
{
    /// <summary>The file can't be opened or its compressed data is cut or damaged.</summary>
    Unreadable,

    /// <summary>The file has no header or no rows.</summary>
    Empty,

    /// <summary>Columns are missing or named twice.</summary>
    Columns,

    /// <summary>The file's name gives no usable symbol, or a symbol that another file has.</summary>
    Name,

    /// <summary>The row has more or fewer fields than the header.</summary>
    FieldCount,

    /// <summary>The timestamp can't be read or lies outside 1970 to 2200.</summary>
    Time,

    /// <summary>The timestamp states a zone where the file's first did not, or the reverse.</summary>
    MixedZones,

    /// <summary>The timestamp does not lie on the timeframe's grid.</summary>
    OffGrid,

    /// <summary>The same time came before.</summary>
    Duplicate,

    /// <summary>The time is earlier than the row before.</summary>
    OutOfOrder,

    /// <summary>A price or the volume is no number: empty, NaN, infinite or text.</summary>
    NotANumber,

    /// <summary>A price is zero or negative, or the volume is negative.</summary>
    NotPositive,

    /// <summary>The high is not the highest or the low not the lowest.</summary>
    HighBelowLow,

    /// <summary>The row is no reading of what was said of an instrument.</summary>
    Reading,
}

/// <summary>A row that never reached a reader.</summary>
/// <param name="File">Name of the file, without its folder.</param>
/// <param name="Line">Line in the uncompressed file, from 1; 0 when the whole file is meant.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Detail">What was found.</param>
public sealed record QuarantinedRow(string File, int Line, QuarantineReason Reason, string Detail)
{
    /// <summary>What a person can do about it.</summary>
    public string Remedy => Reason switch
    {
        QuarantineReason.Unreadable => "Download or copy the file again; compress anew what was joined from several gzip parts.",
        QuarantineReason.Empty => "Delete the file, or fill it.",
        QuarantineReason.Columns => "Give the file one header line with timestamp, open, high, low, close, volume.",
        QuarantineReason.Name => "Name the file SYMBOL_5m.csv or SYMBOL_5m.csv.gz, one file for each symbol.",
        QuarantineReason.FieldCount => "Give the row as many fields as the header has.",
        QuarantineReason.Time => "Write the bar's open as 2025-05-12T13:30:00Z.",
        QuarantineReason.MixedZones => "Write all timestamps of the file in UTC with a Z.",
        QuarantineReason.OffGrid => "Aggregate the rows to whole bars, or delete this one.",
        QuarantineReason.Duplicate => "Keep one of the rows.",
        QuarantineReason.OutOfOrder => "Sort the file by time, oldest first.",
        QuarantineReason.NotANumber => "Fill in the number, or delete the row.",
        QuarantineReason.NotPositive => "Correct the number, or delete the row.",
        QuarantineReason.Reading => "Write time,instrument,kind,value as 2024-05-15T06:00:00Z,BONK,sentiment,72, each kind of an instrument in order of time.",
        QuarantineReason.HighBelowLow => "Correct the four prices, or delete the row.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
