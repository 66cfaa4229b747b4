namespace InvestBot.Indicators.Ema;

/// <summary>What an exponential average starts from; the field disagrees.</summary>
public enum EmaSeed
{
    /// <summary>The mean of the first n inputs: Skender, TA-Lib.</summary>
    Mean,

    /// <summary>The first input: pandas' ewm(adjust=False), MetaStock. Values are still given from input n on.</summary>
    First,
}
