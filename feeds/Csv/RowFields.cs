namespace InvestBot.Feeds.Csv;

/// <summary>Splits one line into fields without copying. Quotes around a field are cut, and a delimiter between them belongs to it; a doubled quote inside stays double.</summary>
internal ref struct RowFields(ReadOnlySpan<byte> line, Span<Range> ranges)
{
    /// <summary>Room that <see cref="Time"/> needs.</summary>
    internal const int LongestTime = 64;

    private readonly ReadOnlySpan<byte> _line = line;
    private readonly Span<Range> _ranges = ranges;

    /// <summary>Splits; returns the number of fields, of which at most as many as there are ranges can be read.</summary>
    internal readonly int Split(byte delimiter)
    {
        var count = 0;
        var start = 0;
        while (true)
        {
            var length = LengthOf(_line[start..], delimiter);
            var end = length < 0 ? _line.Length : start + length;
            if (count < _ranges.Length)
                _ranges[count] = start..end;
            count++;
            if (length < 0)
                return count;
            start = end + 1;
        }
    }

    /// <summary>Where the field that begins here ends; −1 for the last. A quote that is never closed is text.</summary>
    private static int LengthOf(ReadOnlySpan<byte> rest, byte delimiter)
    {
        var length = rest.IndexOf(delimiter);
        if (length <= 0 || (rest[0] != '"' && rest[0] != ' '))
            return length;
        var first = rest.IndexOfAnyExcept((byte)' ');
        if (rest[first] != '"')
            return length;
        for (var end = first + 1; (length = rest[end..].IndexOf((byte)'"')) >= 0;)
        {
            end += length + 1;
            if (end < rest.Length && rest[end] == '"')
            {
                end++;
                continue;
            }

            length = rest[end..].IndexOf(delimiter);
            return length < 0 ? -1 : end + length;
        }

        return rest.IndexOf(delimiter);
    }

    internal readonly ReadOnlySpan<byte> this[int field]
    {
        get
        {
            var text = _line[_ranges[field]];
            if (text.Length > 0 && (text[0] <= ' ' || text[^1] <= ' '))
                text = text.Trim((byte)' ');
            return text.Length > 1 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text;
        }
    }

    /// <summary>The timestamp; where date and time of day have columns of their own, both with a blank between them.</summary>
    /// <param name="header">Where they stand.</param>
    /// <param name="room">Takes the two together, <see cref="LongestTime"/> bytes; what is longer is no time.</param>
    internal readonly ReadOnlySpan<byte> Time(BarHeader header, Span<byte> room)
    {
        var date = this[header[0]];
        if (header.Clock < 0)
            return date;
        var clock = this[header.Clock];
        if (date.Length + clock.Length >= room.Length)
            return date;
        date.CopyTo(room);
        room[date.Length] = (byte)' ';
        clock.CopyTo(room[(date.Length + 1)..]);
        return room[..(date.Length + 1 + clock.Length)];
    }
}
