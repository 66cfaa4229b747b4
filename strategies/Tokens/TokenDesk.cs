using InvestBot.Domain.Bots;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Safety;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;
using InvestBot.Indicators.Roc;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Filters;
using InvestBot.Strategies.Sentiment;

namespace InvestBot.Strategies.Tokens;

/// <summary>
/// One instrument of one instance: its strategy, its warm-up and its return over the relative-strength window. A function of
/// the bars alone, so that after a crash it is rebuilt by giving it the same bars again.
/// </summary>
public sealed class TokenDesk
{
    private readonly Timeframe _timeframe;
    private readonly IStrategy _strategy;
    private readonly RateOfChange _change;

    /// <summary>A desk that has seen nothing.</summary>
    /// <param name="instrument">Which.</param>
    /// <param name="timeframe">Length of its bars.</param>
    /// <param name="strategy">Fresh, and used by this desk alone.</param>
    /// <param name="returnBars">Length of the relative-strength window, at least 1.</param>
    public TokenDesk(Instrument instrument, Timeframe timeframe, IStrategy strategy, int returnBars)
    {
        Instrument = instrument;
        _timeframe = timeframe;
        _strategy = strategy;
        _change = new RateOfChange(returnBars);
        WarmUpBars = Math.Max(strategy.WarmUp, _change.WarmUp);
    }

    /// <summary>The desk of an instrument that an instance watches: with its strategy, or without one for a benchmark that it does not trade.</summary>
    /// <exception cref="ArgumentException">The strategy or a parameter cannot be used.</exception>
    public static TokenDesk For(BotConfiguration configuration, Instrument instrument) => new(
        instrument,
        configuration.Timeframe,
        configuration.Universe.Contains(instrument.Id) ? Traded(configuration, instrument) : new WatchOnly(),
        configuration.Filters.RelativeStrengthBars);

    private static FilteredStrategy Traded(BotConfiguration configuration, Instrument instrument) => new(
        StrategyCatalog.Create(configuration.Strategy, instrument, configuration.Timeframe, configuration.Parameters), instrument, configuration.Timeframe, configuration.Filters, configuration.Exits.FlatBeforeClose);

    /// <summary>Which instrument.</summary>
    public Instrument Instrument { get; }

    /// <summary>How many bars it must see before signals and relative strength are there.</summary>
    public int WarmUpBars { get; }

    /// <summary>How many bars of history it is given before trading starts, as far as there are so many: the warm-up, and enough that what recursive indicators remember of their start no longer counts.</summary>
    public int HistoryBars => Math.Max(300, 3 * WarmUpBars);

    /// <summary>How many bars it has seen.</summary>
    public long Seen { get; private set; }

    /// <summary>Takes a bar of history: no signal comes of it.</summary>
    public void WarmUp(in Bar bar) => Take(in bar, BarEstimates.Of(in bar));

    /// <summary>Takes what was said of the instrument, before the bar at whose close it is to count; passed over by a strategy that does not listen.</summary>
    public void Read(in SentimentReading reading) => (_strategy as IReadsSentiment)?.Read(in reading);

    /// <summary>Takes what is known of the token on its chain, for the safety gate.</summary>
    public void Read(SafetyFacts facts) => (_strategy as FilteredStrategy)?.Read(facts);

    /// <summary>Takes a bar of history whose estimates were made before.</summary>
    public void WarmUp(in Bar bar, in Ohlcv values) => Take(in bar, in values);

    /// <summary>Takes the next closed bar and says what it means.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="holds">True while something is held or an entry still works: then an exit is looked for, else an entry.</param>
    public TokenView OnBar(in Bar bar, bool holds) => OnBar(in bar, BarEstimates.Of(in bar), holds);

    /// <summary>Takes the next closed bar, its estimates made before.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="values">The same bar as <see cref="BarEstimates.Of"/> gives it.</param>
    /// <param name="holds">True while something is held or an entry still works.</param>
    public TokenView OnBar(in Bar bar, in Ohlcv values, bool holds)
    {
        Take(in bar, in values);
        var change = _change.Value / 100.0;
        if (Seen < _strategy.WarmUp) return new TokenView(change, null, null);
        return holds
            ? new TokenView(change, null, _strategy.Exit(in bar))
            : new TokenView(change, _strategy.Entry(in bar, bar.CloseTime(_timeframe)), null);
    }

    /// <summary>
    /// Takes the next closed bar and says what it means whether or not something is held: for one who does not know it yet. The strategy
    /// depends on the bars alone, so that both answers are those that <see cref="OnBar(in Bar, in Ohlcv, bool)"/> would give.
    /// </summary>
    /// <param name="bar">The bar.</param>
    /// <param name="values">The same bar as <see cref="BarEstimates.Of"/> gives it.</param>
    public TokenView Look(in Bar bar, in Ohlcv values)
    {
        Take(in bar, in values);
        var change = _change.Value / 100.0;
        return Seen < _strategy.WarmUp ? new TokenView(change, null, null) : new TokenView(change, _strategy.Entry(in bar, bar.CloseTime(_timeframe)), _strategy.Exit(in bar));
    }

    private void Take(in Bar bar, in Ohlcv values)
    {
        _strategy.Update(in bar, in values);
        _change.Update(values.Close);
        Seen++;
    }
}
