using Dapper;
using Npgsql;

namespace InvestBot.Storage.Market;

/// <summary>A row of market data that no strategy may see.</summary>
/// <param name="At">When it was found, machine time.</param>
/// <param name="Source">The file or feed.</param>
/// <param name="Line">Its line in the file, from 1; or its number in the stream.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Raw">The row as it came.</param>
public sealed record QuarantinedRow(DateTimeOffset At, string Source, long Line, string Reason, string Raw);

/// <summary>Rows that failed validation. The same row with the same reason is kept once.</summary>
public sealed class QuarantineStore
{
    private const string Insert = """
        insert into quarantine (at, source, line, reason, raw) values (@At, @Source, @Line, @Reason, @Raw)
        on conflict (source, line, reason) do nothing
        """;

    private const string Page = """
        select at, source, line, reason, raw from quarantine
        where @source::text is null or source = @source
        order by id desc limit @limit offset @offset
        """;

    private readonly NpgsqlDataSource _market;

    internal QuarantineStore(NpgsqlDataSource market) => _market = market;

    /// <summary>Keeps the rows.</summary>
    public async Task AddAsync(IReadOnlyCollection<QuarantinedRow> rows, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _market.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(Insert, rows, transaction);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Newest first.</summary>
    /// <param name="source">One file or feed; null for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<QuarantinedRow>> PageAsync(string? source, int limit, int offset, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _market.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<QuarantinedRow>(Page, new { source, limit, offset })];
    }

    /// <summary>How many rows of one source, or of all.</summary>
    public async Task<long> CountAsync(string? source, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _market.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>("select count(*) from quarantine where @source::text is null or source = @source", new { source });
    }
}
