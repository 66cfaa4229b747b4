using InvestBot.Domain.Markets;
using InvestBot.Indicators;
using InvestBot.Strategies.Tokens;

namespace InvestBot.Backtest.Tapes;

/// <summary>The bars of one instrument, decoded once: as booked and as estimates. Immutable, so that any number of runs may share it.</summary>
public sealed class BarTape
{
    private readonly Bar[] _bars;
    private readonly Ohlcv[] _values;
    private readonly int[] _minutes;

    private BarTape(Instrument instrument, Bar[] bars)
    {
        Instrument = instrument;
        _bars = bars;
        _values = new Ohlcv[bars.Length];
        _minutes = new int[bars.Length];
        for (var i = 0; i < bars.Length; i++)
        {
            _values[i] = BarEstimates.Of(in bars[i]);
            _minutes[i] = MinuteOf(bars[i].OpenTime);
            if (i > 0 && _minutes[i] <= _minutes[i - 1])
                throw new ArgumentException($"Bars of {instrument.Id} must ascend in whole minutes; {bars[i].OpenTime:u} does not.", nameof(bars));
        }
    }

    /// <summary>Which instrument.</summary>
    public Instrument Instrument { get; }

    /// <summary>How many bars.</summary>
    public int Count => _bars.Length;

    /// <summary>The bars, ascending by time.</summary>
    public ReadOnlySpan<Bar> Bars => _bars;

    internal ReadOnlySpan<int> Minutes => _minutes;

    /// <summary>Decodes a series.</summary>
    /// <param name="instrument">Which.</param>
    /// <param name="bars">Ascending by time, each on a whole minute.</param>
    /// <exception cref="ArgumentException">A bar is not later than the one before.</exception>
    public static BarTape Of(Instrument instrument, IEnumerable<Bar> bars) => new(instrument, [.. bars]);

    /// <summary>The first bars only: what a look-ahead check compares with.</summary>
    public BarTape Truncated(DateTimeOffset end) => new(Instrument, [.. _bars.Where(bar => bar.OpenTime < end)]);

    internal ref readonly Bar Bar(int index) => ref _bars[index];

    internal ref readonly Ohlcv Value(int index) => ref _values[index];

    internal int IndexAtOrAfter(DateTimeOffset openTime)
    {
        var minute = MinuteOf(openTime);
        if (openTime > DateTimeOffset.UnixEpoch.AddMinutes(minute)) minute++;
        var index = Array.BinarySearch(_minutes, minute);
        return index < 0 ? ~index : index;
    }

    private static int MinuteOf(DateTimeOffset time) => (int)Math.Clamp(time.ToUnixTimeSeconds() / 60, int.MinValue, int.MaxValue);
}
