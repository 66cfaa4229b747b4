using Dapper;
using InvestBot.Storage.Backups.Files;
using Npgsql;

namespace InvestBot.Storage.Backups.Databases;

/// <summary>Whole tables out of and into a database, in PostgreSQL's binary COPY format, a buffer at a time.</summary>
internal static class TableCopy
{
    private const int BufferSize = 256 * 1024;

    private const string List = """
        select c.relname::text as name, string_agg(a.attname::text, ',' order by a.attnum) as columns
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid
        where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_version' and a.attnum > 0 and not a.attisdropped
        group by c.relname
        order by c.relname
        """;

    /// <summary>The tables with their rows as the connection's transaction sees them. The history of migrations is not among them: a restore makes its own.</summary>
    internal static async Task<IReadOnlyList<BackupTable>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        List<BackupTable> tables = [];
        foreach ((string name, string columns) in await connection.QueryAsync<(string, string)>(List))
            tables.Add(new BackupTable(name, columns.Split(','), await CountAsync(connection, name, cancellationToken)));
        return tables;
    }

    internal static async Task<long> CountAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = new($"select count(*) from {Quoted(table)}", connection) { CommandTimeout = 0 };
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    internal static async Task WriteOutAsync(NpgsqlConnection connection, BackupTable table, Stream output, CancellationToken cancellationToken)
    {
        await using Stream rows = await connection.BeginRawBinaryCopyAsync(Out(table), cancellationToken);
        // The server sends row by row, and a read gives what one message holds.
        byte[] buffer = new byte[BufferSize];
        int read;
        do
        {
            read = await rows.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
        while (read == buffer.Length);
    }

    internal static async Task ReadInAsync(NpgsqlConnection connection, BackupTable table, Stream input, CancellationToken cancellationToken)
    {
        await using NpgsqlRawCopyStream rows = await connection.BeginRawBinaryCopyAsync($"copy {Text(table)} from stdin (format binary)", cancellationToken);
        try
        {
            await input.CopyToAsync(rows, BufferSize, cancellationToken);
        }
        catch
        {
            // Else what came so far would be taken for all of it.
            await rows.CancelAsync();
            throw;
        }
    }

    internal static string Out(BackupTable table) => $"copy (select {Columns(table)} from {Quoted(table.Name)}) to stdout (format binary)";

    internal static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string Text(BackupTable table) => $"{Quoted(table.Name)} ({Columns(table)})";

    private static string Columns(BackupTable table) => string.Join(", ", table.Columns.Select(Quoted));
}
