using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Risk;

namespace InvestBot.Strategies.Presets;

/// <summary>A ready-made configuration that only lacks a market and a name.</summary>
/// <param name="Id">Lower-case words with hyphens.</param>
/// <param name="Description">What it does, in plain words.</param>
/// <param name="Note">What it does not do although its name may say so; empty when there is nothing.</param>
/// <param name="Strategy">The strategy's id.</param>
/// <param name="Parameters">Strategy parameters that differ from the defaults.</param>
/// <param name="Universe">What it prefers to trade.</param>
/// <param name="Symbols">How many instruments at most.</param>
/// <param name="Capital">Cash at the start, in the market's currency.</param>
/// <param name="Mode">Who decides entries.</param>
/// <param name="RelativeStrength">Only what outperforms the benchmark.</param>
/// <param name="Exits">How trades are left.</param>
/// <param name="Risk">Limits.</param>
public sealed record Preset(
    string Id,
    string Description,
    string Note,
    string Strategy,
    ImmutableSortedDictionary<string, string> Parameters,
    UniversePreference Universe,
    int Symbols,
    decimal Capital,
    BotMode Mode,
    bool RelativeStrength,
    ExitSettings Exits,
    RiskSettings Risk)
{
    /// <summary>Only so many that rose most; 0: all.</summary>
    public int Leaders { get; init; }

    /// <summary>The strategy where sentiment is read; <c>null</c>: the same.</summary>
    public string? WithSentiment { get; init; }

    /// <summary>Least confidence, 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>What it learns from its signals.</summary>
    public LearningSettings Learning { get; init; } = new();
}
