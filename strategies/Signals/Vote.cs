using InvestBot.Domain.Signals;

namespace InvestBot.Strategies.Signals;

/// <summary>What one expert said of a signal.</summary>
/// <param name="Expert">The expert's strategy, without its prefix: <c>momentum</c>.</param>
/// <param name="Confidence">From 0 to 1.</param>
public readonly record struct Vote(string Expert, double Confidence)
{
    /// <summary>Features that are votes begin so.</summary>
    internal const string Prefix = "vote-";

    /// <summary>The votes behind a signal; one of its own strategy where there are no experts.</summary>
    public static Vote[] Of(Signal signal)
    {
        Vote[] votes = [.. signal.Features.Where(feature => feature.Name.StartsWith(Prefix, StringComparison.Ordinal)).Select(feature => new Vote(feature.Name[Prefix.Length..], feature.Value))];
        return votes.Length > 0 ? votes : [new Vote(signal.Strategy.StartsWith("strategy.", StringComparison.Ordinal) ? signal.Strategy["strategy.".Length..] : signal.Strategy, signal.Confidence)];
    }
}
