namespace InvestBot.Feeds.Replay;

/// <summary>Says when a round is due. Pure: the wall time is a parameter.</summary>
/// <remarks>
/// A closed market passes as one bar: nights and weekends, and any other gap longer than a bar, cost one bar's wall
/// time, unless gaps are kept. A reader that is late delays what follows; the time lost is not caught up in a burst.
/// </remarks>
/// <param name="timeframe">Length of the bars.</param>
/// <param name="speed">Market time for wall time.</param>
/// <param name="keepGaps">Wait through closed markets as well.</param>
public sealed class ReplayPace(TimeSpan timeframe, ReplaySpeed speed, bool keepGaps = false)
{
    private DateTimeOffset? _lastClose;
    private DateTimeOffset _lastDue;

    /// <summary>The present speed; a change counts from the next round on.</summary>
    public ReplaySpeed Speed { get; set; } = speed;

    /// <summary>When the round that closes at a market time is due; at once for the first and at full speed.</summary>
    /// <param name="closeTime">Close time of the next round.</param>
    /// <param name="now">Wall time.</param>
    public DateTimeOffset DueAt(DateTimeOffset closeTime, DateTimeOffset now)
    {
        var step = _lastClose is { } last && closeTime > last ? closeTime - last : TimeSpan.Zero;
        if (!keepGaps && step > timeframe)
            step = timeframe;
        var due = Speed.IsMax || _lastClose is null ? now : _lastDue + (step / Speed.Factor);
        _lastClose = closeTime;
        _lastDue = due < now ? now : due;
        return _lastDue;
    }
}
