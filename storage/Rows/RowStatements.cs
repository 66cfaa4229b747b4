using System.Collections.Frozen;
using InvestBot.Storage.Commits;

namespace InvestBot.Storage.Rows;

/// <summary>The statements of each row table; only table names, which are ours, are put into the text.</summary>
internal static class RowStatements
{
    private static readonly FrozenDictionary<RowTable, string> Writes = Enum.GetValues<RowTable>().ToFrozenDictionary(
        table => table,
        table => $"""
            insert into {RowTables.Name(table)} (id, status, at, data)
            select * from unnest($1, $2, $3, $4)
            on conflict (id) do update set status = excluded.status, at = excluded.at, data = excluded.data
            """);

    internal static string Write(RowTable table) => Writes[table];
}
