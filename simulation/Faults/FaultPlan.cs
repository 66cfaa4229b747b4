using System.Collections.Immutable;
using InvestBot.Simulation.Draws;

namespace InvestBot.Simulation.Faults;

/// <summary>
/// Decides from the seed at which chance which fault happens. Each kind counts its own chances, so that leaving one fault out
/// moves no other: a failing run can be repeated with fewer of them.
/// </summary>
internal sealed class FaultPlan
{
    private static readonly int Kinds = Enum.GetValues<FaultKind>().Length;

    private readonly ImmutableHashSet<Fault>? _only;
    private readonly Draw[] _draws;
    private readonly long[] _left = new long[Kinds];
    private readonly int[] _numbers = new int[Kinds];
    private readonly double _calm;
    private readonly List<Fault> _happened = [];

    /// <param name="seed">The run's.</param>
    /// <param name="only">The faults that may happen; null: all.</param>
    internal FaultPlan(ulong seed, ImmutableHashSet<Fault>? only)
    {
        _only = only;
        _calm = new Draw(seed, "calm").Between(0.6, 2.0);
        _draws = [.. Enum.GetValues<FaultKind>().Select(kind => new Draw(seed, kind.ToString()))];
        for (var kind = 0; kind < Kinds; kind++) _left[kind] = _draws[kind].Gap(MeanGap((FaultKind)kind) * _calm);
    }

    /// <summary>False: nothing goes wrong any more.</summary>
    internal bool IsOn { get; set; } = true;

    internal IReadOnlyList<Fault> Happened => _happened;

    /// <summary>Called at each chance for a kind; true when it happens now.</summary>
    internal bool Happens(FaultKind kind)
    {
        var at = (int)kind;
        if (!IsOn || --_left[at] > 0) return false;
        _left[at] = _draws[at].Gap(MeanGap(kind) * _calm);
        var fault = new Fault(kind, ++_numbers[at]);
        if (_only is not null && !_only.Contains(fault)) return false;
        _happened.Add(fault);
        return true;
    }

    /// <summary>Chances between two faults of a kind, on average, when it is neither calm nor wild: steps for crashes and clocks, calls for the rest.</summary>
    private static double MeanGap(FaultKind kind) => kind switch
    {
        FaultKind.Crash => 16_000,
        FaultKind.ClockJump => 15_000,
        FaultKind.CommitSlow => 40,
        FaultKind.CommitRefused or FaultKind.CommitLost => 250,
        FaultKind.CommitHung or FaultKind.AnswerHung => 900,
        FaultKind.StateUnread => 150,
        FaultKind.OutboxUnread => 20,
        FaultKind.AcknowledgementLost => 25,
        FaultKind.VenueTimeoutBefore or FaultKind.VenueTimeoutAfter => 25,
        FaultKind.VenueSlow => 10,
        FaultKind.VenueUnread => 500,
        FaultKind.EventRepeated or FaultKind.EventsReordered => 12,
        FaultKind.VenueFailed => 60,
        FaultKind.HistoryUnread => 60,
        FaultKind.FeedLost => 300,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
