using System.Globalization;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;
using InvestBot.Strategies.Breakouts;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Signals;

namespace InvestBot.Strategies.Sentiment;

/// <summary>
/// Buys breakouts of what is spoken well of, and more and more often: the score is above its threshold, mentions an hour rise from
/// reading to reading, and the SMA breakout confirms. Without a reading, or with an old one, a breakout is shown and refused.
/// </summary>
/// <remarks>Confidence is the breakout's, raised with the excess of score and of mentions. It leaves as the breakout does.</remarks>
internal sealed class SentimentStrategy : IStrategy, IReadsSentiment
{
    private readonly SmaBreakoutStrategy _breakout;
    private readonly double _scoreAbove;
    private readonly double _riseAbove;
    private readonly TimeSpan _ageMost;
    private SentimentReading? _before;
    private SentimentReading? _last;

    internal SentimentStrategy(Instrument instrument, ParameterValues values)
    {
        _breakout = new SmaBreakoutStrategy(instrument, values);
        _scoreAbove = values["score-above"];
        _riseAbove = values["mentions-rise-percent"];
        _ageMost = TimeSpan.FromMinutes(values["reading-minutes"]);
        WarmUp = _breakout.WarmUp;
    }

    internal static StrategyDescription Description { get; } = new(
        "strategy.sentiment",
        "Sentiment",
        "Buys when the sentiment score is above its threshold and mentions an hour rise, and an SMA breakout confirms it. Needs a feed of sentiment: without one it shows the breakouts and enters none. Leaves as the SMA breakout does.",
        [
            StrategyParameter.Number("score-above", 60, 0, 100, "The score must be above this; 50 is indifferent, 100 the best."),
            StrategyParameter.Number("mentions-rise-percent", 20, 0, 10_000, "Mentions an hour must have risen by more than this since the reading before, in percent."),
            StrategyParameter.Number("reading-minutes", 60, 1, 10_080, "A reading counts for so many minutes."),
            .. SmaBreakoutStrategy.Description.Parameters,
        ])
    {
        Source = "Paul Tetlock, Giving Content to Investor Sentiment, Journal of Finance 62, 2007, for words that move prices for a short time. Thresholds, and the breakout that must confirm, are choices of ours.",
    };

    public string Id => Description.Id;

    public int WarmUp { get; }

    public void Update(in Bar bar, in Ohlcv values) => _breakout.Update(in bar, in values);

    public void Read(in SentimentReading reading)
    {
        if (reading.At <= _last?.At) return;
        (_before, _last) = (_last, reading);
    }

    public Signal? Entry(in Bar bar, DateTimeOffset closeTime)
    {
        if (Known(closeTime) is not { } reading) return _breakout.Entry(in bar, closeTime) is { } unheard ? Refuse(unheard) : null;
        return reading.Score > _scoreAbove && Rise > _riseAbove && _breakout.Entry(in bar, closeTime) is { } signal ? Explain(signal, reading) : null;
    }

    public string? Exit(in Bar bar) => _breakout.Exit(in bar);

    /// <summary>Change of mentions an hour since the reading before, in percent; NaN while there is none before, or it had no mentions.</summary>
    private double Rise => _before is { MentionsPerHour: > 0 } before && _last is { } last ? 100.0 * (last.MentionsPerHour - before.MentionsPerHour) / before.MentionsPerHour : double.NaN;

    private SentimentReading? Known(DateTimeOffset now) => _last is { } last && last.At <= now && now - last.At <= _ageMost ? last : null;

    private Signal Refuse(Signal signal)
    {
        var missing = _last is { } last
            ? string.Create(CultureInfo.InvariantCulture, $"The last sentiment of {signal.Instrument.Symbol} is of {last.At:yyyy-MM-dd HH:mm}; one counts for {_ageMost.TotalMinutes:0} minutes.")
            : $"No sentiment of {signal.Instrument.Symbol} is known: the instance has no feed of it.";
        return signal with { Strategy = Id, Reasons = [missing, .. signal.Reasons], Refused = new SignalRefusal("sentiment", missing) };
    }

    private Signal Explain(Signal signal, SentimentReading reading) => signal with
    {
        Strategy = Id,
        Confidence = (signal.Confidence + Confidence.Of(Confidence.Above(reading.Score, _scoreAbove), Confidence.Above(Rise, _riseAbove))) / 2.0,
        Reasons =
        [
            string.Create(CultureInfo.InvariantCulture, $"The sentiment score of {reading.Source} is {reading.Score:0}; more than {_scoreAbove:0.#} is asked."),
            string.Create(CultureInfo.InvariantCulture, $"Mentions rose {Rise:0} % to {reading.MentionsPerHour:0.#} an hour; more than {_riseAbove:0.#} % is asked."),
            .. signal.Reasons,
        ],
        Features =
        [
            new Feature("sentiment-score", reading.Score),
            new Feature("mentions-per-hour", reading.MentionsPerHour),
            new Feature("mentions-rise-percent", Rise),
            .. signal.Features,
        ],
    };
}
