using System.Runtime.CompilerServices;
using InvestBot.Feeds.Recordings;

namespace InvestBot.Feeds.Replay;

/// <summary>How a recording is played.</summary>
/// <param name="Speed">Market time for wall time.</param>
/// <param name="Loop">Begin anew at the end, in the next epoch.</param>
/// <param name="From">First market time of every run; null for the recording's start. Earlier bars are history.</param>
/// <param name="KeepGaps">Wait through closed markets as well.</param>
public sealed record ReplayOptions(ReplaySpeed Speed, bool Loop = true, DateTimeOffset? From = null, bool KeepGaps = false);

/// <summary>Plays a recording against the wall clock. One reader at a time.</summary>
public sealed class RecordingPlayer
{
    // Timers take no more than 49 days.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly ReplayCursor _cursor;
    private readonly ReplayPace _pace;
    private readonly ReplayOptions _options;
    private readonly TimeProvider _wall;
    private readonly DateTimeOffset _start;
    private readonly long _stamp;

    /// <param name="recording">What is played.</param>
    /// <param name="options">How.</param>
    /// <param name="position">Where a former run stood; default for the start.</param>
    /// <param name="wall">The machine's time.</param>
    public RecordingPlayer(Recording recording, ReplayOptions options, ReplayPosition position, TimeProvider wall)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _wall = wall;
        (_start, _stamp) = (wall.GetUtcNow(), wall.GetTimestamp());
        _cursor = new ReplayCursor(recording, position);
        _pace = new ReplayPace(recording.Description.Timeframe.Length, options.Speed, options.KeepGaps);
        if (position.Delivered is null && options.From is { } from)
            _cursor.SeekTo(from);
        Clock.Set(_cursor.Position.Delivered);
    }

    /// <summary>The market clock: the close time of the round that was handed out last.</summary>
    public ReplayClock Clock { get; } = new();

    /// <summary>Where the replay stands, to resume from: the round handed out last counts as delivered.</summary>
    public ReplayPosition Position => _cursor.Position;

    /// <summary>The present speed; a change counts from the next round on.</summary>
    public ReplaySpeed Speed
    {
        get => _pace.Speed;
        set => _pace.Speed = value;
    }

    /// <summary>
    /// Rounds when they are due, until the end (never, when looping) or cancellation. The next round is not before the
    /// reader asks for it: a reader that works is never overrun.
    /// </summary>
    public async IAsyncEnumerable<ReplayRound> PlayAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (Advance() is { } close)
        {
            var due = _pace.DueAt(close, Now);
            while (due - Now is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait < LongestTimer ? WholeMilliseconds(wait) : LongestTimer, _wall, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            var round = _cursor.Next()!;
            Clock.Set(round.CloseTime);
            yield return round;
        }
    }

    // Wall time that nobody sets: were the clock set back, the market would stand still until it is as late again.
    private DateTimeOffset Now => _start + _wall.GetElapsedTime(_stamp);

    // A timer cuts what it waits for to whole milliseconds: the rest would be waited for in a busy loop.
    private static TimeSpan WholeMilliseconds(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    /// <summary>Close time of the next round, in the next epoch if this one is over; null when nothing more comes.</summary>
    private DateTimeOffset? Advance()
    {
        if (_cursor.NextClose is { } close)
            return close;
        if (!_options.Loop)
            return null;
        _cursor.Restart();
        if (_options.From is { } from)
            _cursor.SeekTo(from);
        return _cursor.NextClose;
    }
}
