using System.Diagnostics.CodeAnalysis;
using InvestBot.Api.Json;
using InvestBot.Domain.Bots;

namespace InvestBot.Api.Instances;

/// <summary>Where an instance stands, as people see it.</summary>
internal enum InstanceStatus
{
    Created,
    Running,
    Paused,
    Stopped,
    Halted,
    EmergencyStopped,
    Archived,
}

/// <summary>One instance in a list.</summary>
internal record InstanceSummary
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Preset { get; init; }
    public required string Strategy { get; init; }
    public required BotMode Mode { get; init; }
    public required InstanceStatus Status { get; init; }
    public required string? HaltReason { get; init; }
    public required string? Resumes { get; init; }
    public required string Recording { get; init; }
    public required DateTimeOffset? MarketTime { get; init; }
    public required decimal Equity { get; init; }
    public required decimal StartEquity { get; init; }
    public required decimal Cash { get; init; }
    public required decimal RealizedPnl { get; init; }
    public required decimal UnrealizedPnl { get; init; }
    public required decimal PnlToday { get; init; }
    public required int OpenPositions { get; init; }
    public required int TradesToday { get; init; }
    public required long Trades { get; init; }
    public required double? WinRate { get; init; }
    public required decimal? Expectancy { get; init; }
    public required IReadOnlyList<decimal> Sparkline { get; init; }
    public required IReadOnlyList<string> Universe { get; init; }
    public required int PendingApprovals { get; init; }

    /// <summary>The journal's position that these figures are at least as new as: follow the hub from here.</summary>
    public required long Sequence { get; init; }
}

/// <summary>One instance with its configuration.</summary>
[method: SetsRequiredMembers]
internal sealed record InstanceDetail(
    InstanceSummary Summary, RawJson Configuration, int ConfigurationVersion, IReadOnlyList<InstrumentView> Instruments, string? Benchmark, string Timeframe, int Epoch)
    : InstanceSummary(Summary)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public InstanceSummary Summary { get; } = Summary;
}

/// <summary>An instrument of an instance's universe.</summary>
internal sealed record InstrumentView(string Id, string Symbol, decimal TickSize);

/// <summary>A new instance; what is absent comes from the preset.</summary>
internal sealed record CreateRequest(string Id, string Preset, string? Recording = null, decimal? Capital = null, BotMode? Mode = null);

/// <summary>Who decides entries from now on.</summary>
internal sealed record ModeRequest(BotMode Mode);

/// <summary>The words that must be typed for what cannot be undone.</summary>
internal sealed record ConfirmRequest(string Confirm);
