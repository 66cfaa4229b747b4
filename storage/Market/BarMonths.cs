using System.Collections.Concurrent;
using Dapper;
using Npgsql;

namespace InvestBot.Storage.Market;

/// <summary>The parts of the bars, one for each month (UTC) of their open time.</summary>
public sealed class BarMonths
{
    private readonly NpgsqlDataSource _market;
    private readonly ConcurrentDictionary<DateOnly, bool> _known = new();

    internal BarMonths(NpgsqlDataSource market) => _market = market;

    /// <summary>Drops the months that lie more than so many months before the last bar of every series in them.</summary>
    /// <param name="months">How many are kept before the last one, at least 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The parts that were dropped, such as <c>bars_2024_01</c>.</returns>
    public async Task<IReadOnlyList<string>> DropAsync(int months, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(months);
        await using NpgsqlConnection connection = await _market.OpenConnectionAsync(cancellationToken);
        List<string> dropped = [.. await connection.QueryAsync<string>("select drop_bar_months(@months)", new { months })];
        _known.Clear();
        return dropped;
    }

    /// <summary>Makes what is missing. A bar whose part is dropped meanwhile is stored nevertheless, apart.</summary>
    internal async Task KeepAsync(IEnumerable<DateTimeOffset> openTimes, CancellationToken cancellationToken)
    {
        foreach (DateOnly month in openTimes.Select(MonthOf).Distinct().Where(month => !_known.ContainsKey(month)))
        {
            await using NpgsqlConnection connection = await _market.OpenConnectionAsync(cancellationToken);
            await connection.ExecuteAsync("select keep_bar_month(@At)", new { At = month.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) });
            _known[month] = true;
        }
    }

    private static DateOnly MonthOf(DateTimeOffset openTime) => new(openTime.UtcDateTime.Year, openTime.UtcDateTime.Month, 1);
}
