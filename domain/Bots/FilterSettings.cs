using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Safety;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Bots;

/// <summary>What every signal must pass before it is ranked. What a filter asks and does not know refuses.</summary>
public sealed record FilterSettings
{
    /// <summary>Only instruments whose return beats the benchmark's.</summary>
    public bool RelativeStrength { get; init; }

    /// <summary>Over how many bars, at least 1.</summary>
    public int RelativeStrengthBars { get; init; } = 20;

    /// <summary>Only so many of the instruments with the highest returns of a round, and of those only with a return above zero; 0: all.</summary>
    public int Leaders { get; init; }

    /// <summary>Least confidence, 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>Only while the instrument's market is in one of these; empty: any.</summary>
    public ImmutableArray<Regime> Regimes { get; init; } = [];

    /// <summary>Least turnover of a bar in the quote currency, as the mean of 20 bars, above 0; <c>null</c>: any.</summary>
    public decimal? LeastTurnover { get; init; }

    /// <summary>Widest spread, as estimated from highs and lows over 20 bars, above 0; <c>null</c>: any.</summary>
    public Ratio? MostSpread { get; init; }

    /// <summary>First time of the day at which entries are allowed; <c>null</c>: from midnight.</summary>
    public TimeSpan? EntriesFrom { get; init; }

    /// <summary>First time of the day at which they are no longer; before <see cref="EntriesFrom"/>: of the next day. <c>null</c>: to midnight.</summary>
    public TimeSpan? EntriesTo { get; init; }

    /// <summary>Where these are times of day; <c>null</c>: UTC.</summary>
    public HoursZone? HoursIn { get; init; }

    /// <summary>Times without entries, around events.</summary>
    public ImmutableArray<Blackout> Blackouts { get; init; } = [];

    /// <summary>Another strategy, by its id, that must have wished to enter the same instrument; it has its own defaults. <c>null</c>: none.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>Within how many bars, the signal's own included, at least 1.</summary>
    public int ConfirmedWithin { get; init; } = 5;

    /// <summary>What is asked of a token on its chain; <c>null</c>: nothing.</summary>
    public SafetyLimits? Safety { get; init; }
}

/// <summary>Whose clocks show the hours of entries.</summary>
public enum HoursZone
{
    /// <summary>UTC, all year.</summary>
    Utc,

    /// <summary>New York's, which change with daylight saving.</summary>
    NewYork,
}

/// <summary>A time without entries.</summary>
/// <param name="From">First moment, market time.</param>
/// <param name="To">First moment after it.</param>
/// <param name="Reason">The event, in a few words.</param>
public readonly record struct Blackout(DateTimeOffset From, DateTimeOffset To, string Reason);
