using InvestBot.Storage.Commits;

namespace InvestBot.Storage.Rows;

/// <summary>The names of the row tables in the database.</summary>
internal static class RowTables
{
    internal static string Name(RowTable table) => table switch
    {
        RowTable.Orders => "orders",
        RowTable.Fills => "fills",
        RowTable.Trades => "trades",
        RowTable.EquitySnapshots => "equity_snapshots",
        RowTable.Approvals => "approvals",
        RowTable.Notifications => "notifications",
        RowTable.ConfigurationVersions => "configuration_versions",
        _ => throw new ArgumentOutOfRangeException(nameof(table), table, "No such table"),
    };

    /// <summary>The columns that tell one row from another. A table in parts needs what parts it among them; the time of a point never changes.</summary>
    internal static string Key(RowTable table) => table == RowTable.EquitySnapshots ? "at, id" : "id";
}
