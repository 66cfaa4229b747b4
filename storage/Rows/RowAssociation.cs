using InvestBot.Storage.Commits;
using InvestBot.Storage.Journal;
using InvestBot.Storage.Keys;

namespace InvestBot.Storage.Rows;

/// <summary>A row's content opens only with the id, status and time that it was written with.</summary>
internal static class RowAssociation
{
    internal static byte[] Of(RowWrite row) => Of(row.Table, row.Id, row.Status, row.At);

    internal static byte[] Of(RowTable table, string id, string status, DateTimeOffset at) =>
        Associated.With(RowTables.Name(table), $"{id.Length}:{id}|{status}", Microseconds.Of(at));
}
