using Dapper;
using Npgsql;

namespace InvestBot.Storage.Instances;

/// <summary>Another process runs this fleet. The message says how to find it.</summary>
public sealed class FleetTakenException(string message) : Exception(message);

/// <summary>Held by the one process that runs the fleet, as long as its connection lives.</summary>
public sealed class FleetLock : IAsyncDisposable
{
    internal const int Key = 0x1BD0_F1EE;

    private const string Holder = """
        select coalesce(a.application_name, '') || ', process ' || l.pid || ' of the database server, since ' || to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ')
        from pg_locks l join pg_stat_activity a using (pid)
        where l.locktype = 'advisory' and l.classid = 0 and l.objid = @Key and l.granted and a.datname = current_database()
        """;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly CancellationTokenSource _ending = new();

    private FleetLock(NpgsqlDataSource source, NpgsqlConnection connection)
    {
        _source = source;
        _connection = connection;
        Lost = WatchAsync();
    }

    /// <summary>Completes when the lock may be somebody else's: this process must stop trading. Never fails.</summary>
    public Task Lost { get; }

    /// <summary>Takes the lock on a connection of a source that it disposes of.</summary>
    /// <exception cref="FleetTakenException">Another process holds it.</exception>
    internal static async Task<FleetLock> TakeAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await source.OpenConnectionAsync(cancellationToken);
            if (await connection.ExecuteScalarAsync<bool>("select pg_try_advisory_lock(@key)", new { key = (long)Key }))
                return new FleetLock(source, connection);
            string? holder = await connection.QueryFirstOrDefaultAsync<string>(Holder, new { Key });
            throw new FleetTakenException($"Another process runs this fleet ({holder ?? "it has just ended"}). Stop it first: one engine, one process.");
        }
        catch
        {
            if (connection is not null)
                await connection.DisposeAsync();
            await source.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Lost;
        await GiveBackAsync();
        await _connection.DisposeAsync();
        await _source.DisposeAsync();
        _ending.Dispose();
    }

    // Closing the connection would give it back too, but a moment later.
    private async Task GiveBackAsync()
    {
        try
        {
            if (_connection.State == System.Data.ConnectionState.Open)
                await _connection.ExecuteAsync("select pg_advisory_unlock_all()");
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or IOException)
        {
            // The connection is gone, and the lock with it.
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
                await _connection.WaitAsync(_ending.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or NpgsqlException or IOException)
        {
            // Either it is given back, or the connection is gone and the lock with it.
        }
    }
}
