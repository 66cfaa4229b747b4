using System.Collections.Immutable;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Values;

namespace InvestBot.Strategies.Presets;

/// <summary>The market that a preset is fitted to.</summary>
/// <param name="Recording">Id of the recorded market.</param>
/// <param name="Timeframe">Length of its bars.</param>
/// <param name="Quote">Currency of its prices.</param>
/// <param name="Instruments">What can be traded, with the rules.</param>
/// <param name="Benchmark">What relative strength is measured against; <c>null</c>: none, and the presets go without that filter.</param>
public sealed record MarketDescription(string Recording, Timeframe Timeframe, Currency Quote, ImmutableArray<Instrument> Instruments, InstrumentId? Benchmark)
{
    /// <summary>True where something is read of what is said of the instruments.</summary>
    public bool HasSentiment { get; init; }

    /// <summary>True where shares are traded.</summary>
    public bool IsEquities => Instruments.Any(instrument => instrument.Calendar == TradingCalendar.Nyse);
}
