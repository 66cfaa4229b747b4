namespace InvestBot.Indicators.Donchian;

/// <summary>Whether the latest bar is part of a channel; the field disagrees.</summary>
public enum LatestBar
{
    /// <summary>It is not, so that its close can break out: Skender.</summary>
    Excluded,

    /// <summary>It is, so that no close can lie outside: TradingView, TA-Lib's MAX and MIN.</summary>
    Included,
}
