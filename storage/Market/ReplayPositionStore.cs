using Dapper;
using Npgsql;

namespace InvestBot.Storage.Market;

/// <summary>How far a recording was played.</summary>
/// <param name="Recording">Which.</param>
/// <param name="Epoch">Which time round, from 0.</param>
/// <param name="BarTime">The last bar time that was worked through wholly.</param>
public sealed record ReplayPosition(string Recording, int Epoch, DateTimeOffset BarTime);

/// <summary>Where each recording goes on after a restart.</summary>
public sealed class ReplayPositionStore
{
    private const string Upsert = """
        insert into replay_positions (recording, epoch, bar_time, at) values (@Recording, @Epoch, @BarTime, @At)
        on conflict (recording) do update set epoch = excluded.epoch, bar_time = excluded.bar_time, at = excluded.at
        """;

    private readonly NpgsqlDataSource _market;
    private readonly TimeProvider _time;

    internal ReplayPositionStore(NpgsqlDataSource market, TimeProvider time)
    {
        _market = market;
        _time = time;
    }

    /// <summary>Keeps the position; durable when this returns.</summary>
    public async Task SaveAsync(ReplayPosition position, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(position);
        await using NpgsqlConnection connection = await _market.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(Upsert, new { position.Recording, position.Epoch, position.BarTime, At = _time.GetUtcNow() });
    }

    /// <summary>The position, or null when the recording was never played.</summary>
    public async Task<ReplayPosition?> FindAsync(string recording, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _market.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<ReplayPosition>(
            "select recording, epoch, bar_time from replay_positions where recording = @recording",
            new { recording });
    }

    /// <summary>Every recording that was played.</summary>
    public async Task<IReadOnlyList<ReplayPosition>> ListAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _market.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<ReplayPosition>("select recording, epoch, bar_time from replay_positions order by recording")];
    }
}
