using System.Collections.Immutable;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;

namespace InvestBot.Strategies.Patterns;

/// <summary>Candlestick and chart patterns as features: <c>pattern-hammer</c> is 1 where there is one, and absent where not.</summary>
internal static class PatternCatalog
{
    /// <summary>How many bars are looked at.</summary>
    internal const int Bars = 40;

    private static readonly ImmutableArray<(Feature Feature, Shape Shape)> Shapes =
    [
        (new Feature("pattern-bullish-engulfing", 1), CandlePatterns.BullishEngulfing),
        (new Feature("pattern-bearish-engulfing", 1), CandlePatterns.BearishEngulfing),
        (new Feature("pattern-hammer", 1), CandlePatterns.Hammer),
        (new Feature("pattern-shooting-star", 1), CandlePatterns.ShootingStar),
        (new Feature("pattern-doji", 1), CandlePatterns.Doji),
        (new Feature("pattern-morning-star", 1), CandlePatterns.MorningStar),
        (new Feature("pattern-inside", 1), CandlePatterns.Inside),
        (new Feature("pattern-three-soldiers", 1), CandlePatterns.ThreeSoldiers),
        (new Feature("pattern-double-bottom", 1), ChartPatterns.DoubleBottom),
        (new Feature("pattern-bull-flag", 1), ChartPatterns.BullFlag),
    ];

    private delegate bool Shape(ReadOnlySpan<Ohlcv> bars);

    /// <summary>Every name, in order.</summary>
    internal static ImmutableArray<string> Names { get; } = [.. Shapes.Select(shape => shape.Feature.Name)];

    /// <summary>The patterns at the end of some bars, oldest first.</summary>
    internal static ImmutableArray<Feature> In(ReadOnlySpan<Ohlcv> bars)
    {
        var found = ImmutableArray.CreateBuilder<Feature>();
        foreach (var (feature, shape) in Shapes)
            if (shape(bars)) found.Add(feature);
        return found.ToImmutable();
    }
}
