namespace InvestBot.Storage.Commits;

/// <summary>One record of the append-only journal. It commits with the state that produced it.</summary>
/// <param name="Kind">The dotted lowercase type of the event, such as <c>order.filled</c>. Stored in plain text.</param>
/// <param name="Version">The version of the event's data format, from 1.</param>
/// <param name="Ref">What the event is about: an id made of ids and numbers, never a symbol or an amount. Stored in plain text; may be empty.</param>
/// <param name="At">Business time of the event (the market clock); cut to microseconds when stored.</param>
/// <param name="Data">The event itself, usually UTF-8 JSON. Stored encrypted.</param>
public sealed record JournalEvent(string Kind, int Version, string Ref, DateTimeOffset At, ReadOnlyMemory<byte> Data);
