using InvestBot.Storage.Rows;

namespace InvestBot.Api.Paging;

/// <summary>Reads pages of rows.</summary>
internal static class RowPages
{
    internal static async Task<Page<T>> PageAsync<T>(this IRowReader rows, string instance, RowQuery query, Func<StoredRow, T> map, CancellationToken cancellationToken)
    {
        // One more than asked for says whether there is a next page.
        var reading = rows.PageAsync(instance, query with { Limit = query.Limit + 1 }, cancellationToken);
        var counting = rows.CountAsync(instance, query, cancellationToken);
        await Task.WhenAll(reading, counting);
        var found = await reading;
        var more = found.Count > query.Limit;
        return new Page<T>([.. found.Take(query.Limit).Select(map)], more ? Cursor.Text(found[query.Limit - 1].Cursor) : null, await counting);
    }
}
