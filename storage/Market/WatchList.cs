using Dapper;
using InvestBot.Domain.Markets;
using Npgsql;

namespace InvestBot.Storage.Market;

/// <summary>The series that the fleet follows, so that a restart subscribes to them again.</summary>
public sealed class WatchList
{
    private readonly NpgsqlDataSource _market;
    private readonly TimeProvider _time;

    internal WatchList(NpgsqlDataSource market, TimeProvider time)
    {
        _market = market;
        _time = time;
    }

    /// <summary>Follows a series; following it twice is the same.</summary>
    public async Task AddAsync(BarSeries series, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _market.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "insert into watched (source, instrument, minutes, since) values (@source, @instrument, @minutes, @now) on conflict do nothing",
            Key(series, _time.GetUtcNow()));
    }

    /// <summary>Ceases to follow a series.</summary>
    public async Task RemoveAsync(BarSeries series, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _market.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "delete from watched where source = @source and instrument = @instrument and minutes = @minutes",
            Key(series, default));
    }

    /// <summary>Every series that is followed.</summary>
    public async Task<IReadOnlyList<BarSeries>> ListAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _market.OpenConnectionAsync(cancellationToken);
        IEnumerable<(string Source, string Instrument, short Minutes)> rows = await connection.QueryAsync<(string, string, short)>(
            "select source, instrument, minutes from watched order by source, instrument, minutes");
        return [.. rows.Select(row => new BarSeries(row.Source, InstrumentId.Parse(row.Instrument), new Timeframe(row.Minutes)))];
    }

    private static object Key(BarSeries series, DateTimeOffset now) =>
        new { source = series.Source, instrument = series.Instrument.ToString(), minutes = (short)series.Timeframe.Minutes, now };
}
