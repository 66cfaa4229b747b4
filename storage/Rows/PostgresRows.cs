using System.Globalization;
using System.Text;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Journal;
using Npgsql;

namespace InvestBot.Storage.Rows;

/// <summary>The row tables of each instance's database.</summary>
public sealed class PostgresRows(InstanceDatabases databases) : IRowReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredRow>> PageAsync(string instance, RowQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, RowQuery.LargestPage);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Offset);
        InstanceDatabase database = await databases.OpenAsync(instance, cancellationToken);
        return await database.QueryAsync(
            async connection =>
            {
                await using NpgsqlCommand command = PageCommand(connection, query);
                await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
                List<StoredRow> rows = [];
                while (await reader.ReadAsync(cancellationToken))
                    rows.Add(Open(database, query.Table, reader));
                return rows;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync(string instance, RowQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        InstanceDatabase database = await databases.OpenAsync(instance, cancellationToken);
        return await database.QueryAsync(
            async connection =>
            {
                await using NpgsqlCommand command = new() { Connection = connection };
                StringBuilder sql = new($"select count(*) from {RowTables.Name(query.Table)} where true");
                AddFilter(command, sql, query);
                command.CommandText = sql.ToString();
                return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<StoredRow?> FindAsync(string instance, RowTable table, string id, CancellationToken cancellationToken)
    {
        InstanceDatabase database = await databases.OpenAsync(instance, cancellationToken);
        return await database.QueryAsync(
            async connection =>
            {
                await using NpgsqlCommand command = new($"select id, status, at, data from {RowTables.Name(table)} where id = $1", connection);
                Put(command, id);
                await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
                return await reader.ReadAsync(cancellationToken) ? Open(database, table, reader) : null;
            },
            cancellationToken);
    }

    private static NpgsqlCommand PageCommand(NpgsqlConnection connection, RowQuery query)
    {
        NpgsqlCommand command = new() { Connection = connection };
        StringBuilder sql = new($"select id, status, at, data from {RowTables.Name(query.Table)} where true");
        AddFilter(command, sql, query);
        if (query.After is { } after)
            sql.Append(CultureInfo.InvariantCulture, $" and (at, id) {(query.NewestFirst ? '<' : '>')} ({Put(command, Microseconds.Utc(after.At))}, {Put(command, after.Id)})");
        string direction = query.NewestFirst ? "desc" : "asc";
        sql.Append(CultureInfo.InvariantCulture, $" order by at {direction}, id {direction} limit {Put(command, query.Limit)} offset {Put(command, query.Offset)}");
        command.CommandText = sql.ToString();
        return command;
    }

    private static void AddFilter(NpgsqlCommand command, StringBuilder sql, RowQuery query)
    {
        if (query.Status is { } status)
            sql.Append(CultureInfo.InvariantCulture, $" and status = {Put(command, status)}");
        if (query.From is { } from)
            sql.Append(CultureInfo.InvariantCulture, $" and at >= {Put(command, Microseconds.Utc(from))}");
        if (query.To is { } to)
            sql.Append(CultureInfo.InvariantCulture, $" and at < {Put(command, Microseconds.Utc(to))}");
    }

    private static string Put<T>(NpgsqlCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
    }

    private static StoredRow Open(InstanceDatabase database, RowTable table, NpgsqlDataReader reader)
    {
        string id = reader.GetString(0);
        string status = reader.GetString(1);
        DateTimeOffset at = reader.GetFieldValue<DateTime>(2);
        byte[] data = database.Keys.Open(reader.GetFieldValue<byte[]>(3), RowAssociation.Of(table, id, status, at));
        return new StoredRow(id, status, at, data);
    }
}
