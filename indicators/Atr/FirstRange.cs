namespace InvestBot.Indicators.Atr;

/// <summary>What the first bar, which has no close before it, counts for in an average true range; the field disagrees.</summary>
public enum FirstRange
{
    /// <summary>Nothing: the average starts with the second bar. Wilder, Skender, TA-Lib.</summary>
    Skipped,

    /// <summary>Its high − low: TradingView's ta.atr, many spreadsheets.</summary>
    HighMinusLow,
}
