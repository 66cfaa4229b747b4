using InvestBot.Domain.Calendars;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Feeds.Recordings;

/// <summary>All bars of one instrument in a recording: ascending open times, no time twice. Immutable, thread-safe.</summary>
public sealed class BarSeries
{
    private readonly BarColumns _columns;

    internal BarSeries(Instrument instrument, BarColumns columns)
    {
        Instrument = instrument;
        _columns = columns;
    }

    /// <summary>What it is, with its trading rules.</summary>
    public Instrument Instrument { get; }

    /// <summary>Number of bars.</summary>
    public int Count => _columns.Count;

    /// <summary>Open times in minutes since 1970-01-01 UTC, ascending.</summary>
    public ReadOnlySpan<int> OpenMinutes => _columns.Minutes;

    /// <summary>A bar by its position, exact.</summary>
    public Bar this[int index] => new(
        OpenTime(index),
        new Price(PriceAt(index, 0)),
        new Price(PriceAt(index, 1)),
        new Price(PriceAt(index, 2)),
        new Price(PriceAt(index, 3)),
        new Quantity(Scaled(_columns.Volumes[index], _columns.Volumes.Decimals)));

    /// <summary>Open time of a bar, UTC.</summary>
    public DateTimeOffset OpenTime(int index) => Minutes.ToTime(_columns.Minutes[index]);

    /// <summary>Position of the first bar that opens at or after a time; <see cref="Count"/> when there is none.</summary>
    public int IndexAtOrAfter(DateTimeOffset openTime)
    {
        var index = _columns.Minutes.BinarySearch(Minutes.CeilingOf(openTime));
        return index < 0 ? ~index : index;
    }

    /// <summary>The bars that open in [from, before), or null when there are none.</summary>
    internal BarSeries? Between(DateTimeOffset from, DateTimeOffset before) => Part(IndexAtOrAfter(from), IndexAtOrAfter(before), _ => true);

    /// <summary>The bars that open while its market is open, or null when there are none.</summary>
    internal BarSeries? InSessions()
    {
        if (Instrument.Calendar != TradingCalendar.Nyse) return this;
        var outside = false;
        for (var bar = 0; bar < Count && !outside; bar++) outside = !NyseCalendar.IsOpen(OpenTime(bar));
        return outside ? Part(0, Count, NyseCalendar.IsOpen) : this;
    }

    private BarSeries? Part(int first, int end, Func<DateTimeOffset, bool> keep)
    {
        var columns = new BarColumns();
        Span<long> values = stackalloc long[5];
        Span<int> decimals = [_columns.Prices.Decimals, _columns.Prices.Decimals, _columns.Prices.Decimals, _columns.Prices.Decimals, _columns.Volumes.Decimals];
        for (var bar = first; bar < end; bar++)
        {
            if (!keep(OpenTime(bar))) continue;
            for (var price = 0; price < 4; price++) values[price] = _columns.Prices[(bar * 4) + price];
            values[4] = _columns.Volumes[bar];
            columns.TryAdd(_columns.Minutes[bar], values, decimals);
        }

        columns.Trim();
        return columns.Count == 0 ? null : new BarSeries(Instrument, columns);
    }

    private decimal PriceAt(int bar, int price) => Scaled(_columns.Prices[(bar * 4) + price], _columns.Prices.Decimals);

    private static decimal Scaled(long value, int decimals) =>
        unchecked(new decimal((int)value, (int)(value >> 32), 0, false, (byte)decimals));
}
