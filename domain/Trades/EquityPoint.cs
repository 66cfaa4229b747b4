namespace InvestBot.Domain.Trades;

/// <summary>Equity at a market time.</summary>
/// <param name="At">Market time.</param>
/// <param name="Equity">Cash and holdings at the last prices, in the instance's currency.</param>
/// <param name="Cash">Cash alone.</param>
public readonly record struct EquityPoint(DateTimeOffset At, decimal Equity, decimal Cash);
