using System.Collections.Frozen;
using InvestBot.Api.Json;
using InvestBot.Storage.Journal;

namespace InvestBot.Api.Hub;

/// <summary>One journaled fact.</summary>
/// <param name="Sequence">Its place in the journal.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Ref">What it is about; an order's, trade's or approval's id.</param>
/// <param name="At">Market time.</param>
/// <param name="Data">The fact, as its kind has it.</param>
internal sealed record InstanceEvent(long Sequence, string Kind, string? Ref, DateTimeOffset At, RawJson Data)
{
    // Other records of the journal are the system's own.
    private static readonly FrozenSet<string> Kinds = new[]
    {
        "bot.state", "signal", "approval.requested", "approval.decided", "risk.verdict", "order", "fill",
        "trade.opened", "trade.updated", "trade.closed", "risk.halted", "risk.resumed", "log",
    }.ToFrozenSet(StringComparer.Ordinal);

    internal static InstanceEvent[] Of(IReadOnlyList<JournalRecord> records) =>
    [
        .. records.Where(record => Kinds.Contains(record.Event.Kind)).Select(record => new InstanceEvent(
            record.Sequence, record.Event.Kind, record.Event.Ref.Length == 0 ? null : record.Event.Ref, record.Event.At, new RawJson(record.Event.Data))),
    ];
}
