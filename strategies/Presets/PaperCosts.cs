using InvestBot.Domain.Paper;
using InvestBot.Domain.Values;

namespace InvestBot.Strategies.Presets;

/// <summary>What trading costs at the paper venue, by kind of market. Careful estimates: real costs are read from the venue once one is connected.</summary>
internal static class PaperCosts
{
    /// <summary>Binance's standard taker fee of 0.1 % (fee schedule of 2024), a spread of 4 and a slippage of 5 basis points.</summary>
    private static readonly PaperSettings Crypto = new();

    /// <summary>Alpaca takes no commission; the fees of SEC and FINRA are below 0.3 basis points of a sale. Spread 4, slippage 2 basis points.</summary>
    private static readonly PaperSettings Equities = new()
    {
        Commission = Ratio.BasisPoints(0.3m),
        Spread = Ratio.BasisPoints(4),
        Slippage = Ratio.BasisPoints(2),
        Latency = TimeSpan.FromMilliseconds(200),
    };

    internal static PaperSettings For(MarketDescription market) => market.IsEquities ? Equities : Crypto;
}
