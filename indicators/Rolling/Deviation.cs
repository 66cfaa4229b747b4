namespace InvestBot.Indicators.Rolling;

/// <summary>What the squared distances of n values from their mean are divided by; the field disagrees.</summary>
public enum Deviation
{
    /// <summary>n: Bollinger, Skender, TA-Lib, TradingView.</summary>
    Population,

    /// <summary>n − 1: pandas' std, spreadsheets' STDEV.</summary>
    Sample,
}
