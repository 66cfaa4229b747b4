using InvestBot.Storage.Commits;

namespace InvestBot.Storage.Rows;

/// <summary>Reads the rows of an instance by page.</summary>
public interface IRowReader
{
    /// <summary>One page.</summary>
    Task<IReadOnlyList<StoredRow>> PageAsync(string instance, RowQuery query, CancellationToken cancellationToken);

    /// <summary>How many rows match, whatever the query's page.</summary>
    Task<long> CountAsync(string instance, RowQuery query, CancellationToken cancellationToken);

    /// <summary>One row, or null.</summary>
    Task<StoredRow?> FindAsync(string instance, RowTable table, string id, CancellationToken cancellationToken);
}
