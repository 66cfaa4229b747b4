using InvestBot.Domain.Values;

namespace InvestBot.Domain.Markets;

/// <summary>Open, high, low, close and volume of one instrument over one timeframe.</summary>
/// <remarks>Valid when low ≤ open, close ≤ high; feeds check it (<see cref="IsConsistent"/>), nothing here does. A bar is known only at its close: <c>OpenTime + timeframe</c>.</remarks>
/// <param name="OpenTime">When the bar began, UTC.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Units traded (shares, coins), zero or more.</param>
public readonly record struct Bar(DateTimeOffset OpenTime, Price Open, Price High, Price Low, Price Close, Quantity Volume)
{
    /// <summary>True when low ≤ open, close ≤ high.</summary>
    public bool IsConsistent => Low <= Open && Low <= Close && Open <= High && Close <= High;

    /// <summary>When the bar became known.</summary>
    public DateTimeOffset CloseTime(Timeframe timeframe) => OpenTime + timeframe.Length;
}
