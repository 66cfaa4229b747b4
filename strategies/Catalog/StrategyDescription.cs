using System.Collections.Immutable;
using InvestBot.Domain.Bots;

namespace InvestBot.Strategies.Catalog;

/// <summary>What the catalog knows of a strategy.</summary>
/// <param name="Id">Dotted: <c>strategy.mean-reversion</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Description">When it enters and leaves, in plain words.</param>
/// <param name="Parameters">What it can be given; defaults are the specification's.</param>
public sealed record StrategyDescription(string Id, string Name, string Description, ImmutableArray<StrategyParameter> Parameters)
{
    /// <summary>Where the idea comes from, and what of it is a choice of ours.</summary>
    public required string Source { get; init; }

    /// <summary>Filters that belong to the idea; an instance made around the strategy alone has them.</summary>
    public FilterSettings Filters { get; init; } = new();

    /// <summary>Who speaks in its signals, as in their votes; without experts of its own the strategy itself, without its prefix.</summary>
    public ImmutableArray<string> Experts { get; init; } = [Id.StartsWith("strategy.", StringComparison.Ordinal) ? Id["strategy.".Length..] : Id];

    /// <summary>All parameters at their defaults.</summary>
    internal ParameterValues Standard => new(Parameters, StrategyCatalog.NoParameters);
}
