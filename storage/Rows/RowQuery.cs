using InvestBot.Storage.Commits;

namespace InvestBot.Storage.Rows;

/// <summary>Which rows of a table, in which order.</summary>
public sealed record RowQuery(RowTable Table)
{
    /// <summary>The most rows in one page.</summary>
    public const int LargestPage = 1000;

    /// <summary>Only this status; null for all.</summary>
    public string? Status { get; init; }

    /// <summary>Only rows at this time or later; null for no bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only rows before this time; null for no bound.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only rows that come after this one in the order; null for the first page.</summary>
    public RowCursor? After { get; init; }

    /// <summary>How many matching rows to pass over; a cursor stays cheap on deep pages, this does not.</summary>
    public int Offset { get; init; }

    /// <summary>How many rows at most, 1 to <see cref="LargestPage"/>.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Order by time, then id; newest first unless false.</summary>
    public bool NewestFirst { get; init; } = true;
}

/// <summary>A place in the order of rows.</summary>
public sealed record RowCursor(DateTimeOffset At, string Id);

/// <summary>A decrypted row.</summary>
public sealed record StoredRow(string Id, string Status, DateTimeOffset At, ReadOnlyMemory<byte> Data)
{
    /// <summary>Where the page after this row begins.</summary>
    public RowCursor Cursor => new(At, Id);
}
