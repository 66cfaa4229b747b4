using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using InvestBot.Api.Instances;

namespace InvestBot.Api.Fleet;

/// <summary>What kind of markets the fleet trades.</summary>
internal enum MarketKind
{
    Recorded,
    Live,
    Mixed,
}

/// <summary>Where the fleet as a whole stands.</summary>
internal enum FleetState
{
    Active,
    Paused,
    EmergencyStopped,
}

/// <summary>The fleet's sums.</summary>
internal record FleetTotals
{
    public required MarketKind Markets { get; init; }
    public required bool Paper { get; init; }
    public required string Notice { get; init; }
    public required string Currency { get; init; }
    public required decimal Equity { get; init; }
    public required decimal Cash { get; init; }
    public required decimal StartEquity { get; init; }
    public required decimal RealizedPnl { get; init; }
    public required decimal UnrealizedPnl { get; init; }
    public required int OpenPositions { get; init; }
    public required int TradesToday { get; init; }
    public required long Trades { get; init; }
    public required double? WinRate { get; init; }
    public required FleetState State { get; init; }

    /// <summary>Why no instance may enter, when a limit of the whole fleet says so.</summary>
    public required string? Breaker { get; init; }

    /// <summary>Instances that did not answer; the sums are without them.</summary>
    public required IReadOnlyList<string> Unreachable { get; init; }

    public required IReadOnlyList<RecordingView> Recordings { get; init; }
}

/// <summary>The fleet's sums and its instances.</summary>
[method: SetsRequiredMembers]
internal sealed record FleetDetail(FleetTotals Totals, IReadOnlyList<InstanceSummary> Instances, IReadOnlyList<RefusedInstance> Refused) : FleetTotals(Totals)
{
    [JsonIgnore]
    public FleetTotals Totals { get; } = Totals;
}

/// <summary>An instance that did not do what the fleet was told.</summary>
internal sealed record RefusedInstance(string Instance, string Code, string Explanation);
