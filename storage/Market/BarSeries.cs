using InvestBot.Domain.Markets;

namespace InvestBot.Storage.Market;

/// <summary>Names one run of bars.</summary>
/// <param name="Source">Where they come from: a feed or a recording.</param>
/// <param name="Instrument">What was traded.</param>
/// <param name="Timeframe">The length of a bar.</param>
public sealed record BarSeries(string Source, InstrumentId Instrument, Timeframe Timeframe);

/// <summary>A bar and the series that it belongs to.</summary>
public sealed record SeriesBar(BarSeries Series, Bar Bar);
