namespace InvestBot.Storage.Commits;

/// <summary>Inserts or replaces one row of a table of the instance.</summary>
/// <param name="Table">The table.</param>
/// <param name="Id">Unique in its table. Stored in plain text: it must not hold a symbol, an amount or an address.</param>
/// <param name="Status">The state to filter by, in plain text, such as <c>filled</c>; may be empty.</param>
/// <param name="At">The time to sort and filter by; cut to microseconds when stored. Keep it the same over the life of a row that must not move between pages.</param>
/// <param name="Data">The content. Stored encrypted.</param>
public sealed record RowWrite(RowTable Table, string Id, string Status, DateTimeOffset At, ReadOnlyMemory<byte> Data);
