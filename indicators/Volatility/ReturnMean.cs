namespace InvestBot.Indicators.Volatility;

/// <summary>What returns are measured from in a volatility; the field disagrees.</summary>
public enum ReturnMean
{
    /// <summary>Zero: √(Σr²/n). Usual for short bars, whose mean is nothing but noise.</summary>
    Zero,

    /// <summary>Their own mean, divided by n − 1: the historical volatility of textbooks for daily closes.</summary>
    Sample,
}
