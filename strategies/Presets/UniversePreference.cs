using System.Collections.Immutable;
using InvestBot.Domain.Markets;

namespace InvestBot.Strategies.Presets;

/// <summary>What a preset prefers to trade; what the market lacks is filled up with its other instruments.</summary>
public enum UniversePreference
{
    /// <summary>Memecoins; majors only where there is nothing else.</summary>
    Memecoins,

    /// <summary>Anything but the benchmark.</summary>
    Any,

    /// <summary>Shares, liquid ones first.</summary>
    Shares,

    /// <summary>Exchange-traded funds.</summary>
    Funds,
}

/// <summary>Picks instruments for a preset.</summary>
internal static class Universes
{
    private static readonly string[] Majors = ["BTC", "ETH", "SOL", "BNB", "XRP", "ADA", "JUP", "RAY"];

    private static readonly string[] Funds =
        ["QQQ", "IWM", "DIA", "TQQQ", "SOXL", "XLK", "XLF", "XLE", "XLV", "XLY", "XLI", "XLP", "XLU", "XLB", "XLC", "XLRE", "SMH", "ARKK", "GLD", "TLT"];

    private static readonly string[] Shares =
        ["NVDA", "TSLA", "AAPL", "AMD", "AMZN", "META", "MSFT", "GOOGL", "NFLX", "AVGO", "PLTR", "COIN", "MU", "INTC", "BAC", "JPM", "AIG", "IBM"];

    /// <summary>At most so many instruments: preferred ones first, then the others, each group by preference and id; the benchmark only when nothing else is left, majors beside memecoins never.</summary>
    internal static ImmutableArray<InstrumentId> Pick(MarketDescription market, UniversePreference preference, int count)
    {
        var others = market.Instruments.Where(instrument => instrument.Id != market.Benchmark).ToList();
        if (others.Count == 0) others = [.. market.Instruments];
        if (preference == UniversePreference.Memecoins && others.Exists(IsMemecoin)) others = others.FindAll(IsMemecoin);
        return [.. others.OrderBy(instrument => Rank(SymbolOf(instrument.Id), preference)).ThenBy(instrument => instrument.Id).Take(count).Select(instrument => instrument.Id)];
    }

    private static int Rank(string symbol, UniversePreference preference) => preference switch
    {
        UniversePreference.Shares => IndexIn(Shares, symbol) is >= 0 and var place ? place : Funds.Contains(symbol) || symbol == "SPY" ? 200 : 100,
        UniversePreference.Funds => IndexIn(Funds, symbol) is >= 0 and var place ? place : 100,
        _ => 0,
    };

    private static bool IsMemecoin(Instrument instrument) => !Majors.Contains(SymbolOf(instrument.Id));

    private static int IndexIn(string[] symbols, string symbol) => Array.IndexOf(symbols, symbol);

    private static string SymbolOf(InstrumentId id) => id.Symbol.Split('/')[0];
}
