using InvestBot.Domain.Values;

namespace InvestBot.Domain.Risk;

/// <summary>How an entry's quantity is found, before it is clipped by limits.</summary>
public enum SizingMethod
{
    /// <summary>A fraction of equity is invested.</summary>
    PercentOfEquity,

    /// <summary>A fixed amount is invested.</summary>
    FixedNotional,

    /// <summary>A fraction of equity is lost if the stop is hit: equity × risk ÷ stop distance.</summary>
    RiskPerTrade,

    /// <summary>
    /// As <see cref="RiskPerTrade"/>, with the risk that Kelly's formula gives for the realised win rate and payoff
    /// (<see cref="RealizedEdge.Kelly"/>), times a fraction, capped; until enough trades closed, as that method.
    /// </summary>
    FractionalKelly,
}

/// <summary>An instance's limits. Defaults are the conservative ones of the specification.</summary>
public sealed record RiskSettings
{
    /// <summary>How the quantity is found.</summary>
    public SizingMethod Sizing { get; init; } = SizingMethod.PercentOfEquity;

    /// <summary>For <see cref="SizingMethod.PercentOfEquity"/>: above 0, at most 1.</summary>
    public Ratio PositionSize { get; init; } = Ratio.Percent(2);

    /// <summary>For <see cref="SizingMethod.FixedNotional"/>: above 0, in the instance's currency.</summary>
    public decimal FixedNotional { get; init; } = 100m;

    /// <summary>For <see cref="SizingMethod.RiskPerTrade"/>: above 0, at most 0.05.</summary>
    public Ratio RiskPerTrade { get; init; } = Ratio.Percent(1);

    /// <summary>For <see cref="SizingMethod.FractionalKelly"/>: the part of Kelly's fraction that is risked, above 0, at most 1.</summary>
    public Ratio KellyFraction { get; init; } = Ratio.Percent(25);

    /// <summary>For <see cref="SizingMethod.FractionalKelly"/>: the most that one trade may risk, above 0, at most 0.05 of equity.</summary>
    public Ratio KellyCap { get; init; } = Ratio.Percent(2);

    /// <summary>For <see cref="SizingMethod.FractionalKelly"/>: closed trades that it needs, at least 30.</summary>
    public int KellyTrades { get; init; } = 30;

    /// <summary>How much of every size depends on the signal's confidence c: it is times 1 − weight · (1 − c). From 0, not at all, to 1.</summary>
    public Ratio ConfidenceWeight { get; init; } = Ratio.Zero;

    /// <summary>Most that an entry may lose at its stop, costs included, as a share of equity, above 0, at most 1; <c>null</c>: not limited.</summary>
    public Ratio? LossPerTrade { get; init; }

    /// <summary>Entries per trading day, at least 1.</summary>
    public int TradesPerDay { get; init; } = 20;

    /// <summary>Positions at a time, at least 1.</summary>
    public int OpenPositions { get; init; } = 6;

    /// <summary>Largest value of one position; <c>null</c>: only cash limits it.</summary>
    public decimal? PositionNotional { get; init; }

    /// <summary>Share of equity that all positions together may reach, above 0, at most 1.</summary>
    public Ratio Exposure { get; init; } = Ratio.Percent(80);

    /// <summary>Share of equity that stays in cash, 0 or more, below 1.</summary>
    public Ratio FreeCash { get; init; } = Ratio.Percent(20);

    /// <summary>Share of the signal bar's volume that an entry may take, above 0, at most 1.</summary>
    public Ratio VolumeShare { get; init; } = Ratio.Percent(5);

    /// <summary>Loss within a trading day, as a share of the day's opening equity, that halts until the next one.</summary>
    public Ratio DailyLoss { get; init; } = Ratio.Percent(5);

    /// <summary>Fall from the highest equity that halts until a person resets it.</summary>
    public Ratio Drawdown { get; init; } = Ratio.Percent(5);

    /// <summary>Losing trades in a row that halt until the next trading day.</summary>
    public int ConsecutiveLosses { get; init; } = 10;

    /// <summary>No entry in an instrument for this long after it lost; zero: at once.</summary>
    public TimeSpan CooldownAfterLoss { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Smallest (target − entry) ÷ (entry − stop) after costs; <c>null</c>: not asked. Entries without a fixed target pass.</summary>
    public decimal? RewardRisk { get; init; }
}
