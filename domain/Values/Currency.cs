namespace InvestBot.Domain.Values;

/// <summary>The unit of an amount of money: an upper-case code of 2 to 10 letters or digits, such as <c>USD</c>, <c>USDT</c> or <c>SOL</c>.</summary>
/// <remarks><c>default</c> has no code and equals no real currency; adding money of it throws.</remarks>
public readonly record struct Currency
{
    private readonly string? _code;

    /// <summary>Names a currency.</summary>
    /// <param name="code">2 to 10 upper-case letters or digits.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is not such a code.</exception>
    public Currency(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length is < 2 or > 10 || !code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)))
            throw new ArgumentException($"A currency code has 2 to 10 upper-case letters or digits; '{code}' has not.", nameof(code));
        _code = code;
    }

    /// <summary>The US dollar.</summary>
    public static Currency Usd { get; } = new("USD");

    /// <summary>The code, or an empty string for <c>default</c>.</summary>
    public string Code => _code ?? "";

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
