namespace InvestBot.Domain.Markets;

/// <summary>What is traded, and where: <c>venue:symbol</c>, such as <c>alpaca:SPY</c>, <c>binance:BONK/USDT</c> or <c>solana:&lt;mint&gt;</c>. Never a bare ticker, which fakes can share.</summary>
/// <remarks>The venue is 2 to 20 lower-case letters, digits or hyphens; the symbol is 1 to 64 printable ASCII characters without spaces or colons. Ordered by text.</remarks>
public readonly record struct InstrumentId : IComparable<InstrumentId>
{
    private readonly string? _text;

    private InstrumentId(string text) => _text = text;

    /// <summary>Names an instrument.</summary>
    /// <exception cref="ArgumentException">A part is not of its form.</exception>
    public InstrumentId(string venue, string symbol)
        : this(Parse($"{venue}:{symbol}")._text!) { }

    /// <summary>The part before the colon; empty for <c>default</c>.</summary>
    public string Venue => _text is null ? "" : _text[.._text.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The part after the colon; empty for <c>default</c>.</summary>
    public string Symbol => _text is null ? "" : _text[(_text.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>Reads <c>venue:symbol</c>.</summary>
    /// <exception cref="ArgumentException">The text is not of that form.</exception>
    public static InstrumentId Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new ArgumentException($"'{text}' is not an instrument; write venue:symbol, such as alpaca:SPY.", nameof(text));

    /// <summary>Reads <c>venue:symbol</c>; false when the text is not of that form.</summary>
    public static bool TryParse(string? text, out InstrumentId id)
    {
        id = default;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (text is null || colon is < 2 or > 20 || text.Length - colon - 1 is < 1 or > 64) return false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var fits = i < colon ? char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-' : i == colon || (c is > ' ' and < (char)127 && c != ':');
            if (!fits) return false;
        }
        id = new InstrumentId(text);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(InstrumentId other) => string.CompareOrdinal(_text, other._text);

    /// <summary><c>venue:symbol</c>.</summary>
    public override string ToString() => _text ?? "";
}
