using InvestBot.Storage.Journal;
using InvestBot.Storage.Rows;

namespace InvestBot.Storage.Memory;

/// <summary>The filters and orders that PostgreSQL's queries have.</summary>
internal static class MemoryPages
{
    internal static IEnumerable<StoredRow> Matching(IEnumerable<StoredRow> rows, RowQuery query) => rows.Where(row =>
        (query.Status is null || row.Status == query.Status)
        && (query.From is null || row.At >= query.From)
        && (query.To is null || row.At < query.To));

    internal static IEnumerable<StoredRow> Page(IEnumerable<StoredRow> rows, RowQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, RowQuery.LargestPage);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Offset);
        int sign = query.NewestFirst ? -1 : 1;
        return Matching(rows, query)
            .Where(row => query.After is null || sign * Compare(row.Cursor, query.After) > 0)
            .Order(Comparer<StoredRow>.Create((a, b) => sign * Compare(a.Cursor, b.Cursor)))
            .Skip(query.Offset)
            .Take(query.Limit);
    }

    internal static IEnumerable<JournalRecord> Page(IEnumerable<JournalRecord> records, JournalQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, JournalQuery.LargestPage);
        IEnumerable<JournalRecord> matching = records.Where(record =>
            record.Sequence > query.After
            && (query.Before is null || record.Sequence < query.Before)
            && (query.Ref is null || (record.Event.Ref == query.Ref && query.Ref.Length > 0))
            && (query.Kind is null || record.Event.Kind == query.Kind));
        return (query.NewestFirst ? matching.Reverse() : matching).Take(query.Limit);
    }

    private static int Compare(RowCursor a, RowCursor b) =>
        a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.Id, b.Id);
}
