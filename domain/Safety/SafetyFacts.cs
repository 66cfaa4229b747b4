using InvestBot.Domain.Values;

namespace InvestBot.Domain.Safety;

/// <summary>What is known of a token on its chain, as one reading. What is <c>null</c> could not be found out.</summary>
/// <param name="At">Market time at which it was known.</param>
/// <param name="Liquidity">Value of the pool's reserves in US dollars, 0 or more.</param>
/// <param name="TopHolders">Share of the supply that the ten largest holders have, pools left out.</param>
/// <param name="Holders">Number of holders.</param>
/// <param name="Age">Time since the token was made.</param>
/// <param name="CanMint">True while someone may make more of it.</param>
/// <param name="CanFreeze">True while someone may freeze accounts that hold it.</param>
/// <param name="LiquidityHeld">Share of the pool's tokens that is burned or locked.</param>
/// <param name="Source">Who said so.</param>
public sealed record SafetyFacts(
    DateTimeOffset At,
    decimal? Liquidity,
    Ratio? TopHolders,
    int? Holders,
    TimeSpan? Age,
    bool? CanMint,
    bool? CanFreeze,
    Ratio? LiquidityHeld,
    string Source);

/// <summary>What is asked of a token before it is bought. The defaults are careful choices of ours, not a standard.</summary>
public sealed record SafetyLimits
{
    /// <summary>Least value of the pool in US dollars, 0 or more.</summary>
    public decimal Liquidity { get; init; } = 50_000m;

    /// <summary>Largest share of the ten largest holders.</summary>
    public Ratio TopHolders { get; init; } = Ratio.Percent(35);

    /// <summary>Least number of holders.</summary>
    public int Holders { get; init; } = 500;

    /// <summary>Least age.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Least share of the pool's tokens that is burned or locked.</summary>
    public Ratio LiquidityHeld { get; init; } = Ratio.Percent(90);

    /// <summary>Longest time for which facts count.</summary>
    public TimeSpan Fresh { get; init; } = TimeSpan.FromHours(24);
}
