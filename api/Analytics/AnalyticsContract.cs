using InvestBot.Domain.Trades;

namespace InvestBot.Api.Analytics;

/// <summary>Figures of closed trades, net of all costs wherever a name does not say gross. Ratios and percents are fractions, losses are negative, and times are seconds of the market's clock.</summary>
internal sealed record AnalyticsView(
    long Trades, long Wins, long Losses, double? WinRate, decimal? AverageWin, decimal? AverageLoss, double? AverageWinPercent, double? AverageLossPercent, double? ProfitFactor, decimal? Expectancy,
    decimal NetPnl, decimal GrossPnl, decimal Fees, decimal Slippage, double? Sharpe, double? Sortino, decimal MaxDrawdown, double MaxDrawdownPercent,
    decimal? LargestWin, decimal? LargestLoss, string? BestToken, string? WorstToken, double? AverageHolding, int LongestWinStreak, int LongestLossStreak, IReadOnlyList<Goal> Goals)
{
    /// <summary>Mean win ÷ mean loss.</summary>
    public double? Payoff { get; init; }

    /// <summary>System quality number: √trades × mean profit ÷ its standard deviation.</summary>
    public double? SystemQuality { get; init; }

    /// <summary>Annual return ÷ largest drawdown; null below thirty days, as <see cref="AnnualReturn"/> is.</summary>
    public double? Calmar { get; init; }

    /// <summary>The return for a year at this pace, compounded.</summary>
    public double? AnnualReturn { get; init; }

    /// <summary>Volatility of daily returns for a year.</summary>
    public double? Volatility { get; init; }

    /// <summary>Mean of how far below their entries trades went, zero or less.</summary>
    public double? AverageMae { get; init; }

    /// <summary>Mean of how far above their entries trades went.</summary>
    public double? AverageMfe { get; init; }

    /// <summary>In seconds.</summary>
    public double? LongestHolding { get; init; }
}

/// <summary>Figures of closed trades that have something in common; net of all costs wherever a name does not say gross.</summary>
/// <param name="Key">What they have in common: an hour, a weekday, a reason.</param>
/// <param name="AverageHolding">In seconds of the market's clock.</param>
internal sealed record GroupAnalytics(
    string Key, long Trades, double? WinRate, decimal NetPnl, decimal GrossPnl, decimal Fees, decimal Slippage, decimal? Expectancy, double? ProfitFactor, double? AverageHolding, double? AverageMae, double? AverageMfe);

/// <summary>One of the owner's goals; <see cref="Met"/> is null while there is nothing to judge it by.</summary>
internal sealed record Goal(string Name, string Wanted, string? Value, bool? Met)
{
    [System.Text.Json.Serialization.JsonPropertyName("goal")]
    public string Wanted { get; } = Wanted;
}

/// <summary>Figures of one instrument's closed trades.</summary>
/// <param name="AverageHolding">In seconds of the market's clock.</param>
internal sealed record TokenAnalytics(string Instrument, string Symbol, long Trades, double? WinRate, decimal NetPnl, decimal Fees, double? AverageHolding);

/// <summary>What a year may bring if its days are like those seen. <see cref="Estimate"/> is always true: nothing of it has happened.</summary>
/// <param name="Days">Daily returns that it is drawn from.</param>
/// <param name="Points">Empty below thirty of them.</param>
internal sealed record ProjectionView(bool Estimate, int Days, IReadOnlyList<ProjectedPoint> Points);
