using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;
using Npgsql;

namespace InvestBot.Storage.Market;

/// <summary>The fleet's bars, each stored once; the first of two bars with one open time stays.</summary>
public sealed class BarStore
{
    // Arrays, not COPY: COPY cannot pass over bars that are there already without a staging table per batch.
    private const int Chunk = 5000;

    private const string FindSeries = """
        with added as (
            insert into series (source, instrument, minutes) values ($1, $2, $3)
            on conflict (source, instrument, minutes) do nothing returning id
        )
        select id from added
        union all
        select id from series where source = $1 and instrument = $2 and minutes = $3
        """;

    private const string Insert = """
        insert into bars (series, open_time, open, high, low, close, volume)
        select * from unnest($1, $2, $3, $4, $5, $6, $7)
        on conflict (series, open_time) do nothing
        """;

    private const string Range = """
        select open_time, open, high, low, close, volume from bars
        where series = $1 and open_time >= $2 and open_time < $3
        order by open_time
        """;

    private const string Latest = """
        select open_time, open, high, low, close, volume from bars
        where series = $1 and open_time < $2
        order by open_time desc limit $3
        """;

    private readonly NpgsqlDataSource _market;
    private readonly ConcurrentDictionary<BarSeries, int> _series = new();
    private readonly BarMonths _months;

    internal BarStore(NpgsqlDataSource market, BarMonths months) => (_market, _months) = (market, months);

    /// <summary>Stores what is new and returns how many bars that were.</summary>
    public async Task<long> WriteAsync(IReadOnlyCollection<SeriesBar> bars, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bars);
        long added = 0;
        foreach (SeriesBar[] chunk in bars.Chunk(Chunk))
        {
            foreach (BarSeries series in chunk.Select(item => item.Series).Distinct())
                await SeriesIdAsync(series, cancellationToken);
            await _months.KeepAsync(chunk.Select(item => item.Bar.OpenTime), cancellationToken);
            await using NpgsqlCommand command = _market.CreateCommand(Insert);
            Put(command, Array.ConvertAll(chunk, item => _series[item.Series]));
            Put(command, Array.ConvertAll(chunk, item => item.Bar.OpenTime.UtcDateTime));
            Put(command, Array.ConvertAll(chunk, item => item.Bar.Open.Value));
            Put(command, Array.ConvertAll(chunk, item => item.Bar.High.Value));
            Put(command, Array.ConvertAll(chunk, item => item.Bar.Low.Value));
            Put(command, Array.ConvertAll(chunk, item => item.Bar.Close.Value));
            Put(command, Array.ConvertAll(chunk, item => item.Bar.Volume.Value));
            added += await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return added;
    }

    /// <summary>Bars whose open time is in [from, to), in order.</summary>
    public async IAsyncEnumerable<Bar> ReadAsync(
        BarSeries series,
        DateTimeOffset from,
        DateTimeOffset to,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = _market.CreateCommand(Range);
        Put(command, await SeriesIdAsync(series, cancellationToken));
        Put(command, from.UtcDateTime);
        Put(command, to.UtcDateTime);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return Read(reader);
    }

    /// <summary>The last bars that opened before a time, oldest first: what a strategy warms up with.</summary>
    public async Task<IReadOnlyList<Bar>> ReadLatestAsync(BarSeries series, DateTimeOffset before, int count, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = _market.CreateCommand(Latest);
        Put(command, await SeriesIdAsync(series, cancellationToken));
        Put(command, before.UtcDateTime);
        Put(command, count);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Bar> bars = [];
        while (await reader.ReadAsync(cancellationToken))
            bars.Add(Read(reader));
        bars.Reverse();
        return bars;
    }

    /// <summary>The open time of the last bar, or null when there is none.</summary>
    public async Task<DateTimeOffset?> LastTimeAsync(BarSeries series, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand command = _market.CreateCommand("select max(open_time) from bars where series = $1");
        Put(command, await SeriesIdAsync(series, cancellationToken));
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime last ? new DateTimeOffset(last) : null;
    }

    private async ValueTask<int> SeriesIdAsync(BarSeries series, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (_series.TryGetValue(series, out int known))
            return known;
        while (true)
        {
            await using NpgsqlCommand command = _market.CreateCommand(FindSeries);
            Put(command, series.Source);
            Put(command, series.Instrument.ToString());
            Put(command, checked((short)series.Timeframe.Minutes));
            // Nothing comes back only when another session added the series at this very moment.
            if (await command.ExecuteScalarAsync(cancellationToken) is int id)
                return _series[series] = id;
        }
    }

    private static Bar Read(NpgsqlDataReader reader) => new(
        reader.GetFieldValue<DateTime>(0),
        new Price(reader.GetDecimal(1)),
        new Price(reader.GetDecimal(2)),
        new Price(reader.GetDecimal(3)),
        new Price(reader.GetDecimal(4)),
        new Quantity(reader.GetDecimal(5)));

    private static void Put<T>(NpgsqlCommand command, T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
}
