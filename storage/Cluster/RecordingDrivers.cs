using Dapper;
using Npgsql;

namespace InvestBot.Storage.Cluster;

/// <summary>Which silo drives, or drove last, each recorded market of a fleet that several silos run.</summary>
public sealed class RecordingDrivers
{
    private const string Upsert = """
        insert into recording_drivers (recording, silo, since) values (@recording, @silo, @now)
        on conflict (recording) do update set silo = excluded.silo, since = excluded.since
        """;

    private readonly NpgsqlDataSource _control;
    private readonly TimeProvider _time;

    internal RecordingDrivers(NpgsqlDataSource control, TimeProvider time)
    {
        _control = control;
        _time = time;
    }

    /// <summary>The silo's address as it wrote it, or null when nobody ever drove the recording.</summary>
    public async Task<string?> FindAsync(string recording, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>("select silo from recording_drivers where recording = @recording", new { recording });
    }

    /// <summary>Notes a silo that has taken the recording's lock, and that the one before is gone.</summary>
    public async Task SaveAsync(string recording, string silo, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _control.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(Upsert, new { recording, silo, now = _time.GetUtcNow() });
    }
}
