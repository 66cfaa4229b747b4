using InvestBot.Domain.Bots;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Safety;
using InvestBot.Domain.Signals;
using InvestBot.Indicators;
using InvestBot.Strategies.Catalog;
using InvestBot.Strategies.Patterns;
using InvestBot.Strategies.Sentiment;

namespace InvestBot.Strategies.Filters;

/// <summary>
/// Any strategy with an instance's filters stacked on it. A signal that a filter does not let pass carries the reason, so that it is shown
/// and not entered; the first filter's reason counts. Every signal gets the patterns of its last bars as features.
/// </summary>
internal sealed class FilteredStrategy : IStrategy, IReadsSentiment
{
    private readonly IStrategy _strategy;
    private readonly EntryFilter[] _filters;
    private readonly SafetyFilter? _safety;
    private readonly RecentBars _recent = new(PatternCatalog.Bars);

    internal FilteredStrategy(IStrategy strategy, Instrument instrument, Timeframe timeframe, FilterSettings settings, TimeSpan? flatBeforeClose = null)
    {
        _strategy = strategy;
        _safety = settings.Safety is { } limits ? new SafetyFilter(limits) : null;
        _filters = [.. Of(instrument, timeframe, settings, flatBeforeClose)];
        WarmUp = _filters.Select(filter => filter.WarmUp).Append(strategy.WarmUp).Max();
    }

    public string Id => _strategy.Id;

    public int WarmUp { get; }

    public void Update(in Bar bar, in Ohlcv values)
    {
        _strategy.Update(in bar, in values);
        foreach (var filter in _filters) filter.Update(in bar, in values);
        _recent.Add(in values);
    }

    public Signal? Entry(in Bar bar, DateTimeOffset closeTime) => _strategy.Entry(in bar, closeTime) is { } signal ? Judge(signal, closeTime) : null;

    public string? Exit(in Bar bar) => _strategy.Exit(in bar);

    public void Read(in SentimentReading reading) => (_strategy as IReadsSentiment)?.Read(in reading);

    /// <summary>Takes what is known of the token on its chain.</summary>
    internal void Read(SafetyFacts facts) => _safety?.Read(facts);

    private Signal Judge(Signal signal, DateTimeOffset now)
    {
        signal = signal with { Features = [.. signal.Features, .. PatternCatalog.In(_recent.Span)] };
        if (signal.Refused is not null) return signal;
        foreach (var filter in _filters)
            if (filter.Judge(signal, now) is { } refused) return signal with { Refused = refused };
        return signal;
    }

    // In the order in which they judge: what costs least and changes least first.
    private IEnumerable<EntryFilter> Of(Instrument instrument, Timeframe timeframe, FilterSettings settings, TimeSpan? flatBeforeClose) => new EntryFilter?[]
    {
        settings.EntriesFrom is not null || settings.EntriesTo is not null || !settings.Blackouts.IsEmpty ? new TimeFilter(settings.EntriesFrom, settings.EntriesTo, settings.HoursIn ?? HoursZone.Utc, settings.Blackouts) : null,
        flatBeforeClose is { } before && instrument.Calendar == TradingCalendar.Nyse ? new CloseFilter(before) : null,
        _safety,
        settings.LeastTurnover is { } turnover ? new TurnoverFilter(turnover) : null,
        settings.MostSpread is { } spread ? new SpreadFilter(spread) : null,
        settings.Regimes.IsEmpty ? null : new RegimeFilter(settings.Regimes),
        settings.ConfirmedBy is { } id ? new ConfirmationFilter(StrategyCatalog.Create(id, instrument, timeframe, StrategyCatalog.NoParameters), settings.ConfirmedWithin) : null,
    }.OfType<EntryFilter>();
}
