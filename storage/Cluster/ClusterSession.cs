using Dapper;
using InvestBot.Storage.Instances;
using Npgsql;

namespace InvestBot.Storage.Cluster;

/// <summary>
/// A silo's session with its fleet's cluster: one connection that shares the fleet's lock with the other silos and holds, alone, the
/// lock of each recorded market that this silo drives. With the connection goes everything: a silo whose session is lost must end.
/// </summary>
public sealed class ClusterSession : IAsyncDisposable
{
    /// <summary>First half of the keys of the recordings' locks.</summary>
    private const int RecordingLocks = 0x1BD0_0002;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly SemaphoreSlim _gate = new(1, 1);

    private ClusterSession(NpgsqlDataSource source, NpgsqlConnection connection)
    {
        _source = source;
        _connection = connection;
    }

    /// <summary>Joins on a connection of a source that it disposes of.</summary>
    /// <exception cref="FleetTakenException">A process with the embedded engine runs the fleet.</exception>
    internal static async Task<ClusterSession> JoinAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await source.OpenConnectionAsync(cancellationToken);
            if (!await connection.ExecuteScalarAsync<bool>("select pg_try_advisory_lock_shared(@key)", new { key = (long)FleetLock.Key }))
                throw new FleetTakenException("A process with the embedded engine runs this fleet, and it shares with nobody. Stop it first.");
            return new ClusterSession(source, connection);
        }
        catch
        {
            if (connection is not null)
                await connection.DisposeAsync();
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the right to drive a recorded market, if nobody has it; it is kept until the session ends.</summary>
    /// <exception cref="NpgsqlException">The session is lost just now.</exception>
    /// <exception cref="InvalidOperationException">It was lost before.</exception>
    public Task<bool> TryTakeAsync(string recording, CancellationToken cancellationToken) =>
        AskAsync($"select pg_try_advisory_lock({RecordingLocks}, hashtext($1))", recording, cancellationToken);

    /// <summary>Makes sure that the session lives.</summary>
    /// <exception cref="NpgsqlException">The session is lost just now.</exception>
    /// <exception cref="InvalidOperationException">It was lost before.</exception>
    public Task CheckAsync(CancellationToken cancellationToken) => AskAsync("select true", null, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _source.DisposeAsync();
        _gate.Dispose();
    }

    // Without Dapper, which would open a lost connection again, and with it a session that holds nothing.
    private async Task<bool> AskAsync(string question, string? parameter, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using NpgsqlCommand command = new(question, _connection);
            if (parameter is not null)
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = parameter });
            return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
        finally
        {
            _gate.Release();
        }
    }
}
