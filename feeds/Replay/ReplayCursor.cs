using System.Collections.Immutable;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Feeds.Replay;

/// <summary>Walks through a recording round by round: a merge of its series by time. Pure: it knows no wall clock.</summary>
/// <remarks>Not thread-safe. Any number of cursors can walk one recording.</remarks>
public sealed class ReplayCursor
{
    private readonly ImmutableArray<BarSeries> _series;
    private readonly int[] _next;
    private readonly TimeSpan _length;

    /// <summary>A cursor at a position, by default the start.</summary>
    public ReplayCursor(Recording recording, ReplayPosition position = default)
    {
        ArgumentNullException.ThrowIfNull(recording);
        _series = recording.Series;
        _next = new int[_series.Length];
        _length = recording.Description.Timeframe.Length;
        Position = position;
        Seek(position);
    }

    /// <summary>What was delivered last.</summary>
    public ReplayPosition Position { get; private set; }

    /// <summary>Close time of the round that comes next in this run; null at the end.</summary>
    public DateTimeOffset? NextClose => EarliestMinute() is var minute && minute == int.MaxValue
        ? null
        : Minutes.ToTime(minute) + _length;

    /// <summary>Goes to a position: the next round is the first that closes after it.</summary>
    public void Seek(ReplayPosition position)
    {
        Position = position;
        for (var i = 0; i < _next.Length; i++)
        {
            _next[i] = position.Delivered is { } delivered
                ? _series[i].IndexAtOrAfter(delivered - _length + TimeSpan.FromTicks(1))
                : 0;
        }
    }

    /// <summary>Goes to a market time in the present run: the next round is the first that closes after it.</summary>
    public void SeekTo(DateTimeOffset marketTime) => Seek(new ReplayPosition(Position.Epoch, marketTime));

    /// <summary>Begins the recording anew, in the next epoch.</summary>
    public void Restart() => Seek(new ReplayPosition(Position.Epoch + 1, null));

    /// <summary>The next round; null at the end of the run.</summary>
    public ReplayRound? Next()
    {
        var minute = EarliestMinute();
        if (minute == int.MaxValue)
            return null;
        var bars = ImmutableArray.CreateBuilder<ReplayBar>(_series.Length);
        for (var i = 0; i < _next.Length; i++)
        {
            var next = _next[i];
            if (next < _series[i].Count && _series[i].OpenMinutes[next] == minute)
            {
                bars.Add(new ReplayBar(_series[i].Instrument, _series[i][next]));
                _next[i] = next + 1;
            }
        }

        var open = Minutes.ToTime(minute);
        Position = Position with { Delivered = open + _length };
        return new ReplayRound(Position.Epoch, open, open + _length, bars.DrainToImmutable());
    }

    private int EarliestMinute()
    {
        var earliest = int.MaxValue;
        for (var i = 0; i < _next.Length; i++)
        {
            if (_next[i] < _series[i].Count)
                earliest = Math.Min(earliest, _series[i].OpenMinutes[_next[i]]);
        }

        return earliest;
    }
}
