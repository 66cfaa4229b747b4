namespace InvestBot.Storage.Commits;

/// <summary>The tables of an instance that are read by page: one row per id, the last write counts.</summary>
public enum RowTable
{
    Orders,
    Fills,
    Trades,
    EquitySnapshots,
    Approvals,
    Notifications,
    ConfigurationVersions,
}
