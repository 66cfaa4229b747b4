using InvestBot.Domain.Markets;
using InvestBot.Indicators;

namespace InvestBot.Strategies.Tokens;

/// <summary>Bars as indicators see them.</summary>
public static class BarEstimates
{
    /// <summary>A bar's prices and volume as doubles.</summary>
    public static Ohlcv Of(in Bar bar) => new(bar.Open.Estimate, bar.High.Estimate, bar.Low.Estimate, bar.Close.Estimate, bar.Volume.Estimate);
}
