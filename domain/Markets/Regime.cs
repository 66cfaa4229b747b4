namespace InvestBot.Domain.Markets;

/// <summary>How a market behaves.</summary>
public enum Regime
{
    /// <summary>Not enough bars yet.</summary>
    Unknown,

    /// <summary>Neither a trend nor unusual volatility.</summary>
    Range,

    /// <summary>A trend, upwards.</summary>
    TrendUp,

    /// <summary>A trend, downwards.</summary>
    TrendDown,

    /// <summary>Wilder than nearly all of its recent past.</summary>
    HighVolatility,

    /// <summary>Calmer than nearly all of its recent past.</summary>
    Quiet,
}

/// <summary>Regimes in the words of settings and reasons.</summary>
public static class RegimeWords
{
    /// <summary>Every regime's word: <c>trend-up</c>.</summary>
    public static string Of(Regime regime) => regime switch
    {
        Regime.Range => "range",
        Regime.TrendUp => "trend-up",
        Regime.TrendDown => "trend-down",
        Regime.HighVolatility => "high-volatility",
        Regime.Quiet => "quiet",
        _ => "unknown",
    };
}
