using System.Collections.Immutable;

namespace InvestBot.Strategies.Learning;

/// <summary>How much each expert counts: 1 is as much as any, their mean is 1. An expert that is not named counts 1.</summary>
/// <remarks>
/// Multiplicative weights: an expert that spoke is multiplied by 1 + rate · gain, one that was silent is left; then all are scaled so that
/// their mean is 1 and none is below the floor, so that a fallen expert comes back within ln(1/floor)/rate good outcomes or so. A single
/// expert has none to be weighed against: it keeps what it earned, between the floor and its inverse. Sources: Arora, Hazan and Kale, The
/// Multiplicative Weights Update Method, Theory of Computing 8, 2012 (update, regret bound); Herbster and Warmuth, Tracking the Best Linear
/// Predictor, Journal of Machine Learning Research 1, 2001 (weights kept above a floor by projection).
/// </remarks>
/// <param name="ByExpert">Weights, above 0; their mean is 1.</param>
public sealed record ExpertWeights(ImmutableSortedDictionary<string, double> ByExpert)
{
    /// <summary>Nothing was learned.</summary>
    public static ExpertWeights Equal { get; } = new(ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal));

    /// <summary>An expert's weight.</summary>
    public double Of(string expert) => ByExpert.GetValueOrDefault(expert, 1.0);

    /// <summary>The weights after an outcome.</summary>
    /// <param name="experts">Those that spoke.</param>
    /// <param name="gain">What it came to, from -1 to 1.</param>
    /// <param name="rate">Above 0 to 0.5.</param>
    /// <param name="floor">Least weight, above 0 to 1.</param>
    public ExpertWeights After(IEnumerable<string> experts, double gain, double rate, double floor)
    {
        var weights = ByExpert;
        foreach (var expert in experts) weights = weights.SetItem(expert, weights.GetValueOrDefault(expert, 1.0) * (1.0 + (rate * Math.Clamp(gain, -1.0, 1.0))));
        return new ExpertWeights(weights.Count > 1 ? Scaled(weights, floor) : Cut(weights, floor));
    }

    // What would fall below the floor is put on it, and the others share what is left of the sum; they may fall below in their turn.
    private static ImmutableSortedDictionary<string, double> Scaled(ImmutableSortedDictionary<string, double> weights, double floor)
    {
        var onFloor = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var scale = (weights.Count - (floor * onFloor.Count)) / weights.Where(pair => !onFloor.Contains(pair.Key)).Sum(pair => pair.Value);
            var fallen = weights.Where(pair => !onFloor.Contains(pair.Key) && pair.Value * scale < floor).Select(pair => pair.Key).ToList();
            if (fallen.Count == 0) return weights.ToImmutableSortedDictionary(pair => pair.Key, pair => onFloor.Contains(pair.Key) ? floor : pair.Value * scale, StringComparer.Ordinal);
            onFloor.UnionWith(fallen);
        }
    }

    private static ImmutableSortedDictionary<string, double> Cut(ImmutableSortedDictionary<string, double> weights, double floor) =>
        weights.ToImmutableSortedDictionary(pair => pair.Key, pair => Math.Clamp(pair.Value, floor, 1.0 / floor), StringComparer.Ordinal);
}
