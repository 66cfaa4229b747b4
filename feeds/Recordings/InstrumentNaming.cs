using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Feeds.Recordings;

/// <summary>The one rule that makes instrument ids of a recording's symbols.</summary>
public static class InstrumentNaming
{
    /// <summary>
    /// Equities are <c>venue:SPY</c>; crypto is <c>venue:BONK/USDT</c>, whether the symbol says <c>BONK</c>,
    /// <c>BONKUSDT</c>, <c>BONK_USDT</c>, <c>BONK-USDT</c> or <c>BONK/USDT</c>. Letters become upper case.
    /// </summary>
    /// <exception cref="ArgumentException">The symbol can't be part of an id.</exception>
    public static InstrumentId IdOf(string symbol, string venue, AssetClass assetClass, Currency quote)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(symbol);
        var upper = symbol.ToUpperInvariant();
        return new InstrumentId(venue, assetClass == AssetClass.Equity ? upper : $"{BaseOf(upper, quote.Code)}/{quote.Code}");
    }

    private static string BaseOf(string symbol, string quote)
    {
        var joined = symbol.EndsWith(quote, StringComparison.Ordinal) ? symbol[..^quote.Length] : symbol;
        var plain = joined.TrimEnd('_', '-', '/');
        return plain.Length == 0 ? symbol : plain;
    }
}
