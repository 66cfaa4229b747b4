using System.Collections.Immutable;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Bots;

/// <summary>One version of an instance's configuration.</summary>
/// <param name="Id">Whose.</param>
/// <param name="Preset">What it was made from.</param>
/// <param name="Mode">Who decides entries.</param>
/// <param name="Strategy">The strategy's id: <c>strategy.mean-reversion</c>.</param>
/// <param name="Parameters">Its parameters, as text by name; what is absent has its default.</param>
/// <param name="Recording">The recorded market that it trades.</param>
/// <param name="Timeframe">Length of its bars.</param>
/// <param name="Universe">What it may trade, 1 to 1,296; the place of each is part of its order ids, so new ones are added at the end.</param>
/// <param name="Benchmark">What relative strength is measured against; <c>null</c>: none.</param>
/// <param name="Capital">Cash at the start.</param>
/// <param name="Filters">What every signal must pass.</param>
/// <param name="Exits">How trades are left.</param>
/// <param name="Risk">Limits.</param>
/// <param name="Paper">Costs at the paper venue.</param>
/// <param name="ApprovalExpiry">How long a proposal waits for approval, wall time at real speed.</param>
public sealed record BotConfiguration(
    InstanceId Id,
    string Preset,
    BotMode Mode,
    string Strategy,
    ImmutableSortedDictionary<string, string> Parameters,
    string Recording,
    Timeframe Timeframe,
    ImmutableArray<InstrumentId> Universe,
    InstrumentId? Benchmark,
    Money Capital,
    FilterSettings Filters,
    ExitSettings Exits,
    RiskSettings Risk,
    PaperSettings Paper,
    TimeSpan ApprovalExpiry)
{
    /// <summary>What it learns from its signals.</summary>
    public LearningSettings Learning { get; init; } = new();

    /// <summary>The instance's paper account.</summary>
    public AccountId Account => AccountId.Paper(Id);

    /// <summary>What it listens to: the universe, and the benchmark when it is not part of it.</summary>
    public IEnumerable<InstrumentId> Watched => Benchmark is { } benchmark && !Universe.Contains(benchmark) ? Universe.Append(benchmark) : Universe;
}

/// <summary>Who decides entries.</summary>
public enum BotMode
{
    /// <summary>Signals are shown; people place orders.</summary>
    Manual,

    /// <summary>Each proposal waits for approval and expires.</summary>
    SemiAutomatic,

    /// <summary>The bot decides.</summary>
    Automatic,
}
